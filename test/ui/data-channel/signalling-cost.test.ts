import { describe, expect, it } from 'vitest';
import type { CapturedEntry } from '../../../lib/ui/exchange/captured.ts';
import { countSignalling } from '../../../lib/ui/data-channel/signalling-cost.ts';
import type { EntryKind } from '../../../lib/wire/index.ts';

function entry(kind: EntryKind, size: number, message?: unknown): CapturedEntry {
  const content = { bytes: new TextEncoder().encode(JSON.stringify(message) ?? '') };
  return {
    connection: 1,
    entry: {
      index: 0,
      direction: 'up',
      kind,
      start: 50,
      end: 50 + size,
      beganAt: 0,
      endedAt: 0,
      title: '',
      bytes: new Uint8Array(),
      spans: [],
      layers: [{ name: 'websocket', title: '', facts: [], content }],
      mentions: {},
      complete: true,
    },
  };
}

const publish = (type: string): object => ({ op: 'publish', id: `${type}-a-1`, type });
const event = (type: string): object => ({ op: 'event', type });
const ack = (type: string): object => ({ op: 'ack', id: `${type}-a-1`, seq: 1 });

describe('countSignalling', () => {
  it('counts each kind by itself, in both directions, with all of its bytes', () => {
    const cost = countSignalling([
      entry('request', 500),
      entry('response', 200),
      entry('frame', 60, { op: 'subscribe' }),
      entry('frame', 900, publish('description')),
      entry('frame', 950, event('description')),
      entry('frame', 40, ack('description')),
      entry('frame', 300, publish('candidate')),
      entry('control', 2),
    ]);
    expect(cost).toEqual({
      handshakes: { messages: 2, bytes: 700 },
      descriptions: { messages: 2, bytes: 1_850 },
      candidates: { messages: 1, bytes: 300 },
      service: { messages: 3, bytes: 102 },
      total: { messages: 8, bytes: 2_952 },
    });
  });

  it('leaves out round trips over the same connections, and their acknowledgements', () => {
    const trips = ['trip', 'back'].flatMap((type) => [publish(type), event(type), ack(type)]);
    expect(countSignalling(trips.map((message) => entry('frame', 100, message))).total.messages).toBe(0);
  });

  it('takes what it cannot read for service', () => {
    expect(countSignalling([entry('frame', 10)]).service).toEqual({ messages: 1, bytes: 10 });
  });
});
