import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNFINISHED_MS } from '../../lib/ui/wire/capture-store.ts';
import type { CaptureRecord } from '../../lib/ui/wire/kept-records.ts';
import { bytesOfRow, isEntryRow } from '../../lib/ui/wire/row.ts';
import { createTestStore, eventText, maskedText, plainText, script, SWITCHED, titles, upgraded } from './records.ts';

/** A WebSocket that brought events 1 to `count`. */
function events(count: number): CaptureRecord[] {
  const connection = upgraded();
  for (let seq = 1; seq <= count; seq++) connection.bytes('down', eventText(seq));
  return connection.records;
}

describe('what a capture shows', () => {
  it('is a connection from its beginning to its end', () => {
    const test = createTestStore();
    const { records } = upgraded()
      .bytes('up', maskedText('hello'))
      .bytes('down', plainText('hi'))
      .closed('server', 'rst');
    test.feed(records);
    const kinds = test.store.view().rows.map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'request', 'response', 'frame', 'frame', 'closed']);
    expect(titles(test.store)[0]).toBe('accepted from 127.0.0.1:50001');
    expect(titles(test.store).at(-1)).toBe('reset (RST) by the server');
  });

  it('changes once a frame, however much comes', () => {
    const test = createTestStore();
    let changes = 0;
    test.store.subscribe(() => changes++);
    for (const record of events(500)) test.store.push(record);
    expect(changes).toBe(0);
    test.pass();
    expect(changes).toBe(1);
    expect(test.store.view().rows).toHaveLength(503);
  });

  it('keeps the newest rows up to its bound, and counts what is gone', () => {
    const test = createTestStore({ maxRows: 100 });
    test.feed(events(500));
    const { rows, dropped, kept } = test.store.view();
    expect(rows).toHaveLength(100);
    expect(kept).toBe(100);
    expect(dropped.rows).toBe(403);
    expect(rows.at(-1)?.title).toContain('"seq":500');
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => 404 + index));
  });

  it('keeps rows up to a number of bytes, and always the newest', () => {
    const test = createTestStore({ maxBytes: 2_000 });
    test.feed(events(200));
    const { rows } = test.store.view();
    const bytes = rows.reduce((sum, row) => sum + bytesOfRow(row), 0);
    expect(bytes).toBeLessThanOrEqual(2_000);
    expect(bytes).toBeGreaterThan(1_500);
    test.feed(
      script('polling', 2)
        .opened()
        .bytes('up', `GET /${'x'.repeat(4_000)} HTTP/1.1\r\nHost: a\r\n\r\n`).records,
    );
    expect(test.store.view().rows.map(({ kind }) => kind)).toEqual(['request']);
  });

  it('shows bytes that were not captured as a gap, and goes on behind it', () => {
    const test = createTestStore();
    test.feed(upgraded().lost('down', 1_000).bytes('down', eventText(7)).records);
    const gap = test.store.view().rows.find(({ kind }) => kind === 'gap');
    expect(gap && bytesOfRow(gap)).toBe(1_000);
    expect(test.store.view().sums).toMatchObject({ lost: 1_000 });
    const last = test.store.view().rows.at(-1);
    expect(last && isEntryRow(last) && last.entry.mentions.seqs).toEqual([7]);
  });

  it('counts bytes that come twice once', () => {
    const [first, second, third] = upgraded().records;
    const test = createTestStore();
    if (!first || !second || !third) throw new Error('Expected three records');
    test.feed([first, second, second, third, third]);
    expect(test.store.view().rows.map(({ kind }) => kind)).toEqual(['opened', 'request', 'response']);
  });

  it('shows what has begun as incomplete once nothing more has come for a while', () => {
    const test = createTestStore();
    test.feed(script('polling').opened().bytes('down', SWITCHED.slice(0, 40)).records);
    expect(test.store.view().rows.map(({ kind }) => kind)).toEqual(['opened']);
    test.pass(UNFINISHED_MS);
    const last = test.store.view().rows.at(-1);
    expect(last && isEntryRow(last) && last.entry).toMatchObject({ complete: false, start: 0, end: 40 });
    expect(test.isIdle(), 'nothing is asked for again and again').toBe(true);
  });

  it('spreads what is much over several frames, and says how much waits', () => {
    const test = createTestStore({ msPerLook: 1 });
    for (const record of events(100)) test.store.push(record);
    test.frame();
    const first = test.store.view();
    expect(first.rows.length).toBeGreaterThan(0);
    expect(first.rows.length).toBeLessThan(20);
    expect(first.waiting).toBe(103 - first.rows.length);
    test.pass(1_000);
    expect(test.store.view()).toMatchObject({ waiting: 0, kept: 103 });
  });
});

describe('a paused capture', () => {
  it('stands still while more comes, says how much, and shows it all when it goes on', () => {
    const test = createTestStore({ maxRows: 50 });
    const all = events(100);
    test.feed(all.slice(0, 43));
    const before = test.store.view().rows;
    test.store.setPaused(true);
    test.feed(all.slice(43));
    expect(test.store.view().rows).toEqual(before);
    expect(test.store.view()).toMatchObject({ paused: true, behind: 60 });
    test.store.setPaused(false);
    expect(test.store.view().rows).toHaveLength(50);
    expect(test.store.view()).toMatchObject({ paused: false, behind: 0 });
    expect(titles(test.store).at(-1)).toContain('"seq":100');
  });

  it('can be filtered', () => {
    const test = createTestStore();
    test.feed(events(10));
    test.store.setPaused(true);
    test.store.setFilter({ kind: 'response' });
    expect(titles(test.store)).toHaveLength(1);
    test.store.setFilter({});
    expect(titles(test.store)).toHaveLength(13);
  });
});

describe('the sums of a capture', () => {
  it('are what went over its connections, however it was cut', () => {
    const whole = upgraded().bytes('up', maskedText('{"op":"subscribe","topic":"ticker"}'));
    for (let seq = 1; seq <= 5; seq++) whole.bytes('down', eventText(seq));
    const stream = { up: joined(whole.records, 'up'), down: joined(whole.records, 'down') };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }), (cuts) => {
        const test = createTestStore();
        const connection = script('websocket').opened();
        const at = { up: 0, down: 0 };
        for (let turn = 0; at.up < stream.up.length || at.down < stream.down.length; turn++) {
          // The handshake is asked for before it is answered.
          const direction = at.up < stream.up.length && (at.down === 0 || turn % 2 === 0) ? 'up' : 'down';
          const length = cuts[turn % cuts.length] ?? 1;
          connection.bytes(direction, stream[direction].subarray(at[direction], at[direction] + length));
          at[direction] += length;
        }
        const { sums } = test.feed(connection.records).view();
        expect(sums).toMatchObject({ up: stream.up.length, down: stream.down.length, lost: 0 });
        expect(sums.payload + sums.overhead).toBe(sums.total);
        expect(sums.total).toBe(stream.up.length + stream.down.length);
      }),
      { numRuns: 60 },
    );
  });

  it('are those of what the filter lets through', () => {
    const test = createTestStore();
    test.feed(upgraded().bytes('up', maskedText('hello')).records);
    test.store.setFilter({ kind: 'frame' });
    expect(test.store.view().sums).toEqual({ rows: 1, payload: 5, overhead: 6, lost: 0, total: 11, up: 11, down: 0 });
  });
});

describe('a capture that is cleared or closed', () => {
  it('forgets everything and leaves nothing to be done', () => {
    const test = createTestStore();
    for (const record of events(10)) test.store.push(record);
    test.store.close();
    test.store.close();
    expect(test.isIdle()).toBe(true);
    expect(test.store.view()).toMatchObject({ rows: [], kept: 0, connections: [] });
    expect(test.store.records()).toEqual([]);
  });

  it('gives no id twice', () => {
    const test = createTestStore();
    test.feed(events(3));
    const before = test.store.view().rows.map(({ id }) => id);
    test.store.clear();
    test.feed(script('polling', 9).opened().records);
    expect(before).not.toContain(test.store.view().rows[0]?.id);
  });
});

function joined(records: readonly CaptureRecord[], direction: 'up' | 'down'): Uint8Array {
  const parts = records.flatMap((record) =>
    record.kind === 'bytes' && record.direction === direction ? [...record.bytes] : [],
  );
  return Uint8Array.from(parts);
}
