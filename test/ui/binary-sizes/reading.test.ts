import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packReading, SAMPLE_READING, unpackReading } from '../../../lib/ui/binary-sizes/reading.ts';
import { hexOf } from '../../../lib/ui/exchange/hex.ts';
import { readLessonText } from '../../content/lesson-text.ts';

const packed = (isLittleEndian: boolean) => hexOf(new Uint8Array(packReading(SAMPLE_READING, isLittleEndian)));

describe('packReading', () => {
  it('gives the bytes that lesson 11 shows', () => {
    const { fences } = readLessonText('11-browser-api');
    const shown = fences.find(({ body }) => body.startsWith('82 90'))?.body.split('\n') ?? [];
    expect(
      shown
        .slice(1, 5)
        .map((line) => line.slice(0, 11))
        .join(' '),
    ).toBe(packed(false));
  });

  it('turns each field around for the other order', () => {
    const fields = (text: string) => text.match(/.{12}/g)?.map((field) => field.trim().split(' ')) ?? [];
    expect(fields(`${packed(true)} `)).toEqual(fields(`${packed(false)} `).map((field) => field.toReversed()));
  });
});

describe('unpackReading', () => {
  it('gives back what 32 bits can hold, in the order that was written', () => {
    const float = fc.float({ noNaN: true });
    const reading = fc.record({
      id: fc.integer({ min: 0, max: 0xffff_ffff }),
      temperature: float,
      latitude: float,
      longitude: float,
    });
    fc.assert(
      fc.property(reading, fc.boolean(), (given, order) => {
        expect(unpackReading(packReading(given, order), order)).toEqual(given);
      }),
    );
  });

  it('gives 3.14 back as lesson 11 says, and another number in the other order', () => {
    const given = { ...SAMPLE_READING, temperature: 3.14 };
    expect(String(unpackReading(packReading(given, false), false).temperature)).toBe('3.140000104904175');
    expect(unpackReading(packReading(given, false), true).temperature).not.toBeCloseTo(3.14);
  });
});
