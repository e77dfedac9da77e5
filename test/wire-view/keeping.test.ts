import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../lib/wire/index.ts';
import { readCaptureFile, writeCaptureFile, writePcapFile } from '../../lib/ui/wire/capture-file.ts';
import { arrowOfRow, rowOfArrow } from '../../lib/ui/wire/find-row.ts';
import { keepRecords, sizeOf } from '../../lib/ui/wire/kept-records.ts';
import { createTestStore, entryRowsOf, eventText, maskedText, rowsOf, script, titles, upgraded } from './records.ts';

describe('records that are kept to be saved', () => {
  it('stay in the order in which they came, up to the bound', () => {
    const { records } = script('sse').opened().bytes('up', 'a').bytes('down', 'b').bytes('down', 'c').closed();
    const kept = keepRecords({ maxBytes: 100, maxRecords: 100 });
    for (const record of records) kept.add(record);
    expect(kept.list()).toEqual(records);
    expect(kept.droppedBytes).toBe(0);
  });

  it('lose the oldest first, but for the beginning of a connection that goes on', () => {
    const connection = upgraded();
    for (let seq = 1; seq <= 100; seq++) connection.bytes('down', eventText(seq));
    const kept = keepRecords({ maxBytes: 1_000, maxRecords: 1_000 });
    for (const record of connection.records) kept.add(record);
    const listed = kept.list();
    expect(listed.slice(0, 3)).toEqual(connection.records.slice(0, 3));
    expect(listed.at(-1)).toBe(connection.records.at(-1));
    const bytes = (records: typeof listed) => records.reduce((sum, record) => sum + sizeOf(record), 0);
    expect(bytes(listed.slice(3))).toBeLessThanOrEqual(1_000);
    expect(kept.droppedBytes).toBe(bytes(connection.records) - bytes(listed));
    expect(
      rowsOf(listed).map(({ kind }) => kind),
      'it can still be read',
    ).toContain('gap');
    expect(rowsOf(listed).at(-1)?.title).toContain('"seq":100');
  });

  it('lose all of a connection that is over', () => {
    const kept = keepRecords({ maxBytes: 1_000, maxRecords: 10 });
    for (let connection = 1; connection <= 1_000; connection++) {
      for (const record of script('polling', connection).opened().bytes('up', 'x').closed().records) kept.add(record);
    }
    expect(kept.list().length).toBeLessThanOrEqual(14);
  });
});

describe('a capture file', () => {
  const { records } = upgraded().bytes('up', maskedText('hello')).lost('down', 9).bytes('down', eventText(3)).closed();

  it('holds what was captured, exactly', () => {
    expect(readCaptureFile(writeCaptureFile(records))).toEqual(records);
  });

  it('shows the same rows when it is read as were shown when it was saved', () => {
    const live = createTestStore();
    live.feed(records);
    const loaded = createTestStore();
    loaded.feed(readCaptureFile(writeCaptureFile(live.store.records())));
    expect(titles(loaded.store)).toEqual(titles(live.store));
    expect(loaded.store.view().sums).toEqual(live.store.view().sums);
  });

  it('is refused in words where it is none', () => {
    for (const text of ['', '{', '[]', '{"format":"wirelab-capture","version":99,"records":[]}']) {
      expect(() => readCaptureFile(text)).toThrow(CaptureError);
    }
  });

  it('is written as a packet capture, too', () => {
    const bytes = writePcapFile(records);
    expect(new DataView(bytes.buffer).getUint32(0).toString(16)).toMatch(/^a1b2/);
  });
});

describe('the row of an arrow', () => {
  const rows = rowsOf(
    upgraded()
      .bytes('up', maskedText('{"op":"subscribe","topic":"ticker"}'))
      .bytes('down', eventText(1))
      .bytes('down', eventText(2))
      .bytes('down', eventText(2, 'other')).records,
  );
  const arrow = { transport: 'websocket', topic: 'ticker', edgeAt: 1_004 } as const;

  it('is the one that brought its event of its topic', () => {
    const row = rowOfArrow(rows, { ...arrow, direction: 'down', seq: 2 });
    expect(row?.entry.mentions).toMatchObject({ topics: ['ticker'], seqs: [2] });
  });

  it('is the nearest in time where it brought none', () => {
    const row = rowOfArrow(rows, { ...arrow, direction: 'up', edgeAt: 1_003.2 });
    expect(row?.title).toContain('subscribe');
  });

  it('is none where nothing fits', () => {
    expect(rowOfArrow(rows, { ...arrow, direction: 'down', seq: 99 })).toBeUndefined();
    expect(rowOfArrow(rows, { ...arrow, direction: 'up', edgeAt: 99_000 })).toBeUndefined();
    expect(rowOfArrow(rows, { ...arrow, direction: 'down', seq: 2, transport: 'sse' })).toBeUndefined();
  });

  it('leads back to the arrow', () => {
    const row = entryRowsOf(upgraded().bytes('down', eventText(5)).records).at(-1);
    expect(row && arrowOfRow(row)).toEqual({ edgeAt: row?.at, direction: 'down', seq: 5 });
    const [opened] = rows;
    expect(opened && arrowOfRow(opened)).toBeUndefined();
  });
});
