import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ATTACK_GROUPS, ATTACKS, MARKUP, type RawAttack } from '../../../lib/ui/attack-range/attacks.ts';
import { hijackPage, markupPage } from '../../../lib/ui/attack-range/frame-pages.ts';
import { outcomeOf, sayOutcome } from '../../../lib/ui/attack-range/outcome.ts';
import { createConnectionDecoder, type Entry } from '../../../lib/wire/index.ts';

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
const raw = (id: string): RawAttack => {
  const found = ATTACKS.find((attack) => attack.id === id);
  if (found?.kind !== 'raw') throw new Error(`Expected ${id} to be sent as bytes`);
  return found;
};

describe('the attacks', () => {
  it('have each id once, in a group that there is, and name files that there are', () => {
    expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(ATTACKS.length);
    expect(new Set(ATTACKS.map(({ group }) => group))).toEqual(new Set(ATTACK_GROUPS.map(({ group }) => group)));
    for (const { where } of ATTACKS) expect(existsSync(where.split(' ').at(-1) ?? ''), where).toBe(true);
  });

  it('differ from a good handshake in one line, or break off in its midst', () => {
    expect(textOf(raw('foreign-origin').head)).toContain('\r\nOrigin: https://evil.example\r\n');
    expect(textOf(raw('foreign-host').head)).toContain('\r\nHost: evil.example\r\n');
    expect(textOf(raw('half-head').head)).not.toContain('\r\n\r\n');
  });

  it('announce what they never send', () => {
    expect(raw('large-frame').after).toHaveLength(14);
    expect(textOf(raw('large-body').head)).toMatch(/Content-Length: 10000000\r\n\r\n$/);
  });
});

describe('the frames', () => {
  it('cannot be left by what is put into them', () => {
    const page = markupPage('</script><p>out</p>');
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).toContain('\\u003c/script>');
    expect(hijackPage('ws://a/</script>').match(/<\/script>/g)).toHaveLength(1);
  });

  it('may load nothing where they show a message as HTML', () => {
    expect(markupPage(MARKUP)).toContain(`default-src 'none'`);
  });
});

describe('an outcome', () => {
  /** What a server of the lab would have sent, read as it is read from the wire. */
  function read(...texts: string[]): Entry[] {
    const entries: Entry[] = [];
    const decoder = createConnectionDecoder({ transport: 'websocket', onEntry: (entry) => entries.push(entry) });
    decoder.push('up', raw('null').head, 0);
    const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    decoder.push('down', new TextEncoder().encode(head), 0);
    for (const text of texts) {
      const payload = new TextEncoder().encode(text);
      const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
      decoder.push('down', Uint8Array.from([0x81, ...length, ...payload]), 0);
    }
    return entries;
  }

  it('counts each kind of answer, and keeps the first wait', () => {
    const limited = (retryAfterMs: number) =>
      JSON.stringify({ op: 'error', code: 'rate-limited', message: 'slow down', retryAfterMs });
    const outcome = outcomeOf(read('{"op":"unsubscribed"}', '{"op":"unsubscribed"}', limited(4), limited(9)));
    expect(sayOutcome(outcome)).toBe('2 × unsubscribed, 2 × error rate-limited, retryAfterMs 4');
  });

  it('has the data of an event as it came', () => {
    const event = JSON.stringify({ op: 'event', topic: 't', seq: 1, type: 'note', at: 1, data: MARKUP });
    expect(outcomeOf(read(event)).event).toBe(MARKUP);
  });

  it('is the accepted handshake where nothing else came, and none where nothing did', () => {
    expect(sayOutcome(outcomeOf(read()))).toBe('101 Switching Protocols');
    expect(sayOutcome(outcomeOf([]))).toBe('no answer');
  });
});
