import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteView, byteViews, formatOffset, hexRow, spanAt, wireBytes } from '../../lib/ui/wire/byte-view.ts';
import { groupFields, placeBits } from '../../lib/ui/wire/layer-groups.ts';
import { valueOfField } from '../../lib/ui/wire/value-of-field.ts';
import { encodeFrame } from '../../lib/wire/websocket/index.ts';
import { entryRowsOf, MASK, maskedText, plainText, script, SWITCHED, UPGRADE, upgraded, utf8 } from './records.ts';

function lastEntry(records: Parameters<typeof entryRowsOf>[0]) {
  const row = entryRowsOf(records).at(-1);
  if (!row) throw new Error('Expected an entry');
  return row.entry;
}

/** All rows of a view. */
function dump(view: ByteView, options: { perRow: number; raw: boolean }) {
  const rows = Math.ceil(view.bytes.length / options.perRow);
  return Array.from({ length: rows }, (_, row) => hexRow(view, row, options));
}

const text = (view: ByteView, raw = false) =>
  dump(view, { perRow: 16, raw })
    .flat()
    .map((cell) => cell.text)
    .join('');

describe('the bytes of an entry', () => {
  it('are shown once each, in order, in rows of sixteen or of eight', () => {
    const view = wireBytes(lastEntry(upgraded().bytes('down', plainText('x'.repeat(100))).records));
    for (const perRow of [16, 8]) {
      const rows = dump(view, { perRow, raw: true });
      expect(rows.slice(0, -1).every((row) => row.length === perRow)).toBe(true);
      const cells = rows.flat();
      expect(cells.map(({ index }) => index)).toEqual(Array.from(view.bytes.keys()));
      expect(Uint8Array.from(cells, ({ hex }) => Number.parseInt(hex, 16))).toEqual(view.bytes);
    }
  });

  it('belong to a field each, whose role they have', () => {
    const view = wireBytes(lastEntry(upgraded().bytes('up', maskedText('{"op":"subscribe"}')).records));
    const cells = dump(view, { perRow: 16, raw: false }).flat();
    expect(cells.every(({ span, role, layer }) => span >= 0 && role !== undefined && layer !== undefined)).toBe(true);
    expect(cells.map(({ role }) => role)).toEqual([
      ...new Array<string>(6).fill('overhead'),
      ...new Array<string>(18).fill('payload'),
    ]);
  });

  it('are counted from the beginning of the entry, wherever it lies in its connection', () => {
    const entry = lastEntry(upgraded().bytes('down', plainText('one')).bytes('down', plainText('two')).records);
    expect(entry.start).toBeGreaterThan(0);
    expect(wireBytes(entry).spans[0]?.start).toBe(0);
    expect(wireBytes(entry).spans.at(-1)?.end).toBe(entry.bytes.length);
  });
});

describe('the text of a masked frame', () => {
  const view = wireBytes(lastEntry(upgraded().bytes('up', maskedText('hello, wire')).records));

  it('is unmasked, and the bytes beside it are those of the wire', () => {
    expect(text(view)).toContain('hello, wire');
    expect(view.bytes[6]).toBe('h'.charCodeAt(0) ^ (MASK[0] ?? 0));
  });

  it('is that of the wire where it is asked for', () => {
    expect(text(view, true)).not.toContain('hello');
  });

  it('is unmasked in a fragment, too, which is no message yet', () => {
    const fragment = encodeFrame({ fin: false, opcode: 1, mask: MASK, payload: utf8('the first half') });
    expect(text(wireBytes(lastEntry(upgraded().bytes('up', fragment).records)))).toContain('the first half');
  });

  it('is unmasked in the value of its field', () => {
    const payload = view.spans.at(-1);
    expect(payload && valueOfField(payload, view)).toContain('hello, wire');
  });

  it('is not there for a frame that is not masked', () => {
    expect(wireBytes(lastEntry(upgraded().bytes('down', plainText('x')).records)).clear).toBeUndefined();
  });
});

describe('a compressed message', () => {
  const DEFLATE = 'Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n';
  const payload = Uint8Array.from(
    deflateRawSync(utf8('{"op":"event","data":"wwwwwwwwwwwwwwwww"}'), { finishFlush: 2 }),
  );
  const frame = encodeFrame({ fin: true, rsv1: true, opcode: 1, payload: payload.subarray(0, -4) });
  const entry = lastEntry(
    script('websocket')
      .opened()
      .bytes('up', UPGRADE.replace(/\r\n$/, DEFLATE))
      .bytes('down', SWITCHED.replace(/\r\n$/, DEFLATE))
      .bytes('down', frame).records,
  );

  it('is shown as it was on the wire, and inflated beside it', () => {
    const [wire, inflated] = byteViews(entry);
    expect(wire?.bytes).toEqual(frame);
    expect(inflated && text(inflated)).toBe('{"op":"event","data":"wwwwwwwwwwwwwwwww"}');
    expect(byteViews(entry)).toHaveLength(2);
  });

  it('has the meaning of its bytes where it is inflated', () => {
    const [, inflated] = byteViews(entry);
    expect(inflated?.spans.map(({ layer, role }) => `${layer} ${role}`)).toEqual(['json payload']);
  });
});

describe('a body in chunks', () => {
  const body = '{"events":[{"topic":"ticker","seq":1}],"next":1}';
  const chunked = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n14\r\n${body.slice(0, 20)}\r\n1c\r\n${body.slice(20)}\r\n0\r\n\r\n`;
  const request = 'GET /events?topic=ticker HTTP/1.1\r\nHost: lab\r\n\r\n';
  const entry = lastEntry(script('polling').opened().bytes('up', request).bytes('down', chunked).records);
  const view = wireBytes(entry);

  it('is payload without the framing between its pieces', () => {
    const cells = dump(view, { perRow: 16, raw: false }).flat();
    const payload = cells.filter(({ role }) => role === 'payload').map((cell) => cell.text);
    expect(payload.join('')).toBe(body);
  });

  it('has the fields of both its pieces in one layer', () => {
    const json = groupFields(entry.layers, view).find(({ layer }) => layer.name === 'json');
    expect(json?.fields).toHaveLength(2);
    expect(json?.depth).toBe(1);
  });
});

describe('the layers of an entry', () => {
  it('have every field once', () => {
    const entry = lastEntry(upgraded().bytes('up', maskedText('{"op":"subscribe"}')).records);
    const view = wireBytes(entry);
    const dealt = groupFields(entry.layers, view).flatMap(({ fields }) => fields.map(({ index }) => index));
    expect([...dealt].sort((a, b) => a - b)).toEqual(view.spans.map((_, index) => index));
  });

  it('tell the bits of a header with their places', () => {
    const view = wireBytes(lastEntry(upgraded().bytes('up', maskedText('x')).records));
    const first = view.spans.find(({ bits }) => bits !== undefined);
    expect(first && placeBits(first).map(({ from, width }) => [from, width])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 4],
    ]);
  });
});

it('the span of a byte is the one that covers it', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 5 })), { maxLength: 12 });
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 80 }), (parts, index) => {
      let at = 0;
      const made = parts.map(([space, length]) => {
        const start = at + space;
        at = start + length;
        return { start, end: at, layer: 'text', role: 'payload', field: 'text.value' } as const;
      });
      expect(spanAt(made, index)).toBe(made.findIndex(({ start, end }) => index >= start && index < end));
    }),
  );
});

it('offsets have as many digits as the last of them needs', () => {
  expect(formatOffset(16, 100)).toBe('0010');
  expect(formatOffset(16, 0x10_001)).toBe('00010');
});
