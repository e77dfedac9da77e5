import { describe, expect, it } from 'vitest';
import type { Captured } from '../../../lib/ui/exchange/captured.ts';
import { FAULT_IDS } from '../../../lib/ui/symptom-bench/cases.ts';
import type { PageView, Sample } from '../../../lib/ui/symptom-bench/page-view.ts';
import { createPageNotes, numberOf } from '../../../lib/ui/symptom-bench/page-view.ts';
import { proofOf } from '../../../lib/ui/symptom-bench/proof.ts';
import { createConnectionDecoder } from '../../../lib/wire/index.ts';

const text = (line: string): Uint8Array => new TextEncoder().encode(line);
const UP = text('GET /event?figure=a HTTP/1.1\r\nHost: a\r\nOrigin: null\r\nUpgrade: websocket\r\n\r\n');
const ACCEPTED = text('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');

type Part = readonly ['up' | 'down', Uint8Array];

/** A capture of connections, each of the bytes of its two directions. */
function capture(...connections: (readonly Part[])[]): Captured {
  const entries = connections.flatMap((parts, index) => {
    const own: Captured['entries'][number][] = [];
    const decoder = createConnectionDecoder({
      transport: 'websocket',
      onEntry: (entry) => own.push({ connection: index + 1, entry }),
    });
    parts.forEach(([direction, bytes], at) => decoder.push(direction, bytes, at));
    return own;
  });
  return { entries, ends: [] };
}

const view = (received: readonly number[]): PageView => ({ log: [], received, opened: 1, closed: 0 });
const sample = (atMs: number, stored: number, received: number): Sample => ({ atMs, stored, received });
const ACCEPT: readonly Part[] = [
  ['up', UP],
  ['down', ACCEPTED],
];
const frame = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const SUBSCRIBED: Part = ['up', frame(0x81, 0x81, 0, 0, 0, 0, 0x61)];

describe('proofOf', () => {
  it('proves nothing from nothing', () => {
    for (const id of FAULT_IDS) {
      expect(proofOf(id, { captured: { entries: [], ends: [] }, view: view([]), samples: [] })).toBeUndefined();
    }
  });

  it('tells a wrong path from a refused origin by the status alone', () => {
    const refused = (status: string) => ({
      captured: capture([
        ['up', UP],
        ['down', text(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)],
      ]),
      view: view([]),
      samples: [],
    });
    expect(proofOf('wrong-path', refused('404 not-found'))).toContain('“GET /event”');
    expect(proofOf('wrong-path', refused('403 forbidden'))).toBeUndefined();
    expect(proofOf('foreign-origin', refused('403 forbidden'))).toContain('“Origin: null”');
    expect(proofOf('foreign-origin', refused('404 not-found'))).toBeUndefined();
  });

  it('shows the bytes of a close frame with 1009, and takes no other code for it', () => {
    const closed = (code: number) => ({
      captured: capture([...ACCEPT, SUBSCRIBED, ['down', frame(0x88, 2, code >> 8, code & 0xff)]]),
      view: view([]),
      samples: [],
    });
    expect(proofOf('too-large', closed(1009))).toContain('88 02 03 f1');
    expect(proofOf('too-large', closed(1008))).toBeUndefined();
  });

  it('counts the connections that have subscribed', () => {
    const both = { captured: capture([...ACCEPT, SUBSCRIBED], [...ACCEPT, SUBSCRIBED]), view: view([1, 1]) };
    const one = { captured: capture([...ACCEPT, SUBSCRIBED], ACCEPT), view: view([1]) };
    const samples = [sample(0, 1, 2)];
    expect(proofOf('two-connections', { ...both, samples })).toContain('2 handshakes');
    expect(proofOf('two-connections', { ...one, samples })).toBeUndefined();
    expect(proofOf('lost-subscription', { ...one, samples })).toContain('0 text frames');
    expect(proofOf('lost-subscription', { ...both, samples })).toBeUndefined();
  });

  it('tells a flood from a delay by the counts over time', () => {
    const captured = { entries: [], ends: [] };
    const at = (stored: number, received: number, index: number): Sample => sample(index * 500, stored, received);
    const flooded = [at(1, 0, 0), at(3, 0, 1), at(5, 5, 2), at(6, 5, 3)];
    const late = [at(2, 0, 0), at(4, 0, 1), at(6, 0, 2), at(6, 1, 3), at(6, 2, 4), at(6, 4, 5), at(6, 6, 6)];
    expect(proofOf('buffering', { captured, view: view([]), samples: flooded })).toContain('it had 5');
    expect(proofOf('slow-line', { captured, view: view([]), samples: flooded })).toBeUndefined();
    expect(proofOf('slow-line', { captured, view: view([]), samples: late })).toContain('2.00 s, 2.00 s, 2.00 s');
    expect(proofOf('buffering', { captured, view: view([]), samples: late })).toBeUndefined();
  });
});

describe('the notes of a page', () => {
  it('take an event with its number, and any other message as one that is no event', () => {
    let seen: PageView | undefined;
    const notes = createPageNotes(
      () => 5,
      (next) => (seen = next),
    );
    notes.open();
    notes.message('{"op":"event","data":{"n":3}}');
    notes.message('{"op":"subscribed"}');
    notes.message('null');
    notes.close(1006, false);
    expect(seen?.received).toEqual([3]);
    expect(seen?.log.map(({ text: told }) => told)).toEqual([
      'open',
      'event 3',
      'message, 19 B, no event',
      'message, 4 B, no event',
      'close 1006, wasClean false',
    ]);
    expect([seen?.opened, seen?.closed]).toEqual([1, 1]);
    expect(numberOf('{"data":{"n":"3"}}')).toBeUndefined();
  });
});
