import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf, hexRuns, parseHex } from '../../../lib/ui/exchange/hex.ts';
import type { Span } from '../../../lib/wire/index.ts';

describe('parseHex', () => {
  it('reads what hexOf writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(parseHex(hexOf(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  it('skips spaces and commas, and refuses half a byte and other letters', () => {
    expect(parseHex('0x0F,a0')).toEqual(Uint8Array.of(15, 160));
    expect(parseHex('f')).toBeUndefined();
    expect(parseHex('gg')).toBeUndefined();
  });
});

describe('hexRuns', () => {
  const span = (start: number, end: number, role: Span['role']): Span => ({
    start,
    end,
    role,
    layer: 'websocket',
    field: 'websocket.payload',
  });
  const entry = {
    start: 100,
    bytes: Uint8Array.of(1, 2, 3, 4),
    spans: [span(100, 102, 'overhead'), span(102, 104, 'payload')],
  };

  it('cuts where a span begins', () => {
    const { runs, more } = hexRuns(entry, 10);
    expect(runs.map(({ hex, role }) => [hex, role])).toEqual([
      ['01 02', 'overhead'],
      ['03 04', 'payload'],
    ]);
    expect(more).toBe(0);
  });

  it('stops at the limit, and says how many are left', () => {
    const { runs, more } = hexRuns(entry, 3);
    expect(runs.map(({ hex }) => hex)).toEqual(['01 02', '03']);
    expect(more).toBe(1);
  });
});
