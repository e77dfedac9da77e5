import { describe, expect, it } from 'vitest';
import { crlf, feed, type Step } from '../transcript.ts';

const HEAD = crlf('HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked\n\n');

function events(count: number): Step[] {
  const json = JSON.stringify({ topic: 'ticker', seq: 1, type: 'tick', at: 1, data: 'x'.repeat(120) });
  const event = `id: 1\ndata: ${json}\n\n`;
  return [['down', HEAD + `${event.length.toString(16)}\r\n${event}\r\n`.repeat(count)]];
}

/** The least of three measurements, in ms. */
function cost(work: () => void): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const from = performance.now();
      work();
      return performance.now() - from;
    }),
  );
}

function singly(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

describe('decoding', () => {
  it('takes time in proportion to the bytes, also when they come one at a time', () => {
    const few = cost(() => feed(events(250), { cut: singly, checksAlways: false }));
    const many = cost(() => feed(events(2000), { cut: singly, checksAlways: false }));
    // Eight times as many; 64 times would be the square.
    expect(many / few).toBeLessThan(28);
  });

  it('of a body that comes one byte at a time takes time in proportion, too', () => {
    const body = (bytes: number): Step[] => [
      ['down', crlf(`HTTP/1.1 200 OK\nContent-Length: ${bytes}\n\n`) + 'x'.repeat(bytes)],
    ];
    const few = cost(() => feed(body(20_000), { cut: singly, checksAlways: false }));
    const many = cost(() => feed(body(160_000), { cut: singly, checksAlways: false }));
    expect(many / few).toBeLessThan(28);
  });

  it('makes 10,000 entries of as many events', () => {
    const { entries } = feed(events(10_000), { checksAlways: false });
    expect(entries).toHaveLength(10_001);
  });
});
