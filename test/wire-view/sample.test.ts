import { expect, it } from 'vitest';
import sample from '../../lib/ui/wire/sample.json';
import { readCaptureFile } from '../../lib/ui/wire/capture-file.ts';
import { isEntryRow } from '../../lib/ui/wire/row.ts';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { createTestStore } from './records.ts';

it('the recorded sample shows all five transports, a ping and its pong, and nothing that is not understood', () => {
  const test = createTestStore();
  test.feed(readCaptureFile(sample));
  const { rows, sums } = test.store.view();
  expect(new Set(rows.map(({ transport }) => transport))).toEqual(new Set(TRANSPORT_IDS));
  const titles = rows.filter(({ kind }) => kind === 'control').map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining([expect.stringMatching(/^ping/), expect.stringMatching(/^pong/)]));
  const kinds = rows.map(({ kind }) => kind);
  expect(kinds).not.toContain('undecodable');
  expect(kinds).not.toContain('gap');
  expect(rows.filter((row) => isEntryRow(row) && row.entry.problem !== undefined)).toEqual([]);
  expect(sums.payload + sums.overhead).toBe(sums.total);
});
