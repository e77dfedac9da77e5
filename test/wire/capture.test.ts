import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError, decodeCapture, encodeCapture, MAX_CAPTURE_BYTES } from '../../lib/wire/index.ts';
import { recordsOf } from './records.ts';
import { crlf } from './transcript.ts';

const RECORDS = [
  ...recordsOf(1, [
    ['up', crlf('GET / HTTP/1.1\n\n')],
    ['down', 7],
    ['down', '\x00\xff'],
  ]),
  { transport: 'polling', connection: 1, at: 5, state: 'closed', by: 'edge', how: 'rst' } as const,
];

function codeOf(file: unknown): string {
  try {
    decodeCapture(file);
  } catch (error) {
    if (error instanceof CaptureError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a saved capture', () => {
  it('is read again as it was, from its text and from what JSON makes of it', () => {
    const text = encodeCapture({ records: RECORDS });
    expect(decodeCapture(text)).toEqual({ records: RECORDS });
    expect(decodeCapture(JSON.parse(text))).toEqual({ records: RECORDS });
    expect(decodeCapture(encodeCapture({ records: [] }))).toEqual({ records: [] });
  });

  it.each([
    ['{', 'not-json'],
    ['[]', 'not-a-capture'],
    [null, 'not-a-capture'],
    [{ format: 'wirelab-capture', version: 1 }, 'not-a-capture'],
    [{ format: 'wirelab-capture', version: 2, records: [] }, 'unknown-version'],
    [{ format: 'wirelab-capture', version: 1, records: [null] }, 'bad-record'],
    [{ format: 'wirelab-capture', version: 1, records: [{ ...RECORDS[1], offset: -1 }] }, 'bad-record'],
    [{ format: 'wirelab-capture', version: 1, records: [{ ...RECORDS[1], bytes: '=' }] }, 'bad-record'],
    [{ format: 'wirelab-capture', version: 1, records: [{ ...RECORDS[0], client: 'me' }] }, 'bad-record'],
  ])('that is bad is told apart: %j is %s', (file, code) => {
    expect(codeOf(file)).toBe(code);
  });

  it('that is too large is not read', () => {
    expect(codeOf(' '.repeat(MAX_CAPTURE_BYTES + 1))).toBe('too-large');
  });

  it('names the record that is wrong', () => {
    const file = { format: 'wirelab-capture', version: 1, records: [RECORDS[0], { ...RECORDS[1], direction: 'left' }] };
    expect(() => decodeCapture(file)).toThrow(expect.objectContaining({ code: 'bad-record', record: 1 }));
  });

  it('makes nothing but such errors, whatever the file holds', () => {
    const wrap = (records: unknown[]) => ({ format: 'wirelab-capture', version: 1, records });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.array(fc.anything()).map(wrap)), (file) => {
        expect(codeOf(file)).toBeTypeOf('string');
      }),
    );
  });
});
