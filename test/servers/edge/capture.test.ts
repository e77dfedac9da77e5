import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createCapture, type NewRecord, RECORD_BYTES } from '../../../servers/edge/capture.ts';
import { recordsOf } from '../../support/edge.ts';

const wire = (bytes: Uint8Array, offset = 0): NewRecord => ({
  transport: 'sse',
  connection: 1,
  direction: 'down',
  at: 1,
  offset,
  bytes,
});
const closed: NewRecord = { transport: 'sse', connection: 1, at: 1, state: 'closed', by: 'client', how: 'fin' };

describe('a capture', () => {
  it('gives out ids from 1 without a hole, and reads on after any of them', () => {
    const capture = createCapture({ maxBytes: 10_000 });
    expect([capture.newest, capture.oldest, capture.after(0)]).toEqual([0, 1, undefined]);
    for (const text of ['a', 'b', 'c']) capture.append(wire(new TextEncoder().encode(text)));
    expect([...recordsOf(capture)].map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(capture.after(2)).toMatchObject({ id: 3, bytes: Uint8Array.of(99) });
    expect([capture.after(3), capture.after(1000)]).toEqual([undefined, undefined]);
  });

  it('drops the oldest over its limit, and reads on with the oldest that it still has', () => {
    const capture = createCapture({ maxBytes: 10 * (RECORD_BYTES + 100) });
    for (let index = 0; index < 25; index++) capture.append(wire(new Uint8Array(100), index * 100));
    expect([capture.oldest, capture.newest]).toEqual([16, 25]);
    // The offset says how much went before: a reader of 3 sees that 4 to 15 are missing.
    expect(capture.after(3)).toMatchObject({ id: 16, offset: 1500 });
  });

  it('drops a record that is larger than all of it, and goes on', () => {
    const capture = createCapture({ maxBytes: 1000 });
    capture.append(wire(new Uint8Array(5000)));
    expect([capture.heldBytes, capture.after(0), capture.newest, capture.oldest]).toEqual([0, undefined, 1, 2]);
    capture.append(closed);
    expect(capture.after(0)).toMatchObject({ id: 2, state: 'closed' });
  });

  it('counts what small records cost, so that a million of one byte are held to the same memory', () => {
    const capture = createCapture({ maxBytes: 2 ** 20 });
    const pool = Buffer.alloc(64 * 1024);
    for (let index = 0; index < 1_000_000; index++) capture.append(index % 2 ? wire(pool.subarray(7, 8)) : closed);
    expect(capture.heldBytes).toBeLessThanOrEqual(2 ** 20);
    expect([...recordsOf(capture)].length).toBeLessThanOrEqual(2 ** 20 / RECORD_BYTES);
    expect(capture.newest).toBe(1_000_000);
  });

  it('copies bytes that share their memory with others, so that one byte keeps no more than itself', () => {
    const capture = createCapture({ maxBytes: 10_000 });
    const pool = Buffer.from('the memory of many');
    capture.append(wire(pool.subarray(4, 10)));
    pool.fill(0);
    const record = capture.after(0);
    const bytes = record !== undefined && 'bytes' in record ? record.bytes : new Uint8Array();
    expect(Buffer.from(bytes).toString()).toBe('memory');
    expect(bytes.buffer.byteLength).toBe(6);
  });

  it('tells each listener of each record until it is undone, also one that is given twice', () => {
    const capture = createCapture({ maxBytes: 10_000 });
    let calls = 0;
    const listener = () => void calls++;
    const undo = [capture.onAppend(listener), capture.onAppend(listener)];
    capture.append(closed);
    expect(calls).toBe(2);
    undo[0]?.();
    capture.append(closed);
    expect(calls).toBe(3);
    undo[1]?.();
    capture.append(closed);
    expect(calls).toBe(3);
  });

  it('holds the newest records within its limit, whatever their sizes', () => {
    const sizes = fc.array(fc.nat({ max: 2000 }), { maxLength: 300 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 20_000 }), (all, maxBytes) => {
        const capture = createCapture({ maxBytes });
        for (const size of all) capture.append(wire(new Uint8Array(size)));
        const kept = [...recordsOf(capture)].map((record) => ('bytes' in record ? record.bytes.length : -1));
        expect(all.slice(all.length - kept.length)).toEqual(kept);
        const cost = (size: number) => size + RECORD_BYTES;
        const held = kept.reduce((sum, size) => sum + cost(size), 0);
        expect(capture.heldBytes).toBe(held);
        expect(held).toBeLessThanOrEqual(maxBytes);
        const next = all.at(-kept.length - 1);
        // No more is dropped than has to be.
        if (next !== undefined) expect(held + cost(next)).toBeGreaterThan(maxBytes);
      }),
    );
  });
});
