import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_ANSWERS, QUESTIONS, withAnswer } from '../../lib/ui/decision-guide/questions.ts';
import { decodeAnswers, encodeAnswers } from '../../lib/ui/decision-guide/share.ts';
import { anyAnswers } from './answers.ts';

describe('the answers in an address', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(decodeAnswers(encodeAnswers(answers))).toEqual(answers);
      }),
    );
  });

  it('name every question, so that a link keeps its meaning', () => {
    for (const { id } of QUESTIONS) expect(encodeAnswers(FIRST_ANSWERS)).toContain(`${id}=`);
  });

  it('are none where the address is one of a heading', () => {
    expect(decodeAnswers('')).toBeUndefined();
    expect(decodeAnswers('#pitfall')).toBeUndefined();
  });

  it('pass over what the guide does not know', () => {
    expect(decodeAnswers('#guide?direction=both&rate=warp&colour=blue')).toEqual({
      ...FIRST_ANSWERS,
      direction: 'both',
    });
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answers = decodeAnswers(`#guide?${text}`);
        for (const { id, options } of QUESTIONS) {
          expect(options.map(({ value }): string => value)).toContain(answers?.[id]);
        }
      }),
    );
  });
});

describe('an answer', () => {
  it('is taken only where the question offers it', () => {
    expect(withAnswer(FIRST_ANSWERS, 'rate', 'fast').rate).toBe('fast');
    expect(withAnswer(FIRST_ANSWERS, 'rate', 'minutes')).toBe(FIRST_ANSWERS);
    expect(withAnswer(FIRST_ANSWERS, 'constructor', 'fast')).toBe(FIRST_ANSWERS);
  });

  it('is at first the first option of its question', () => {
    for (const { id, options } of QUESTIONS) expect(FIRST_ANSWERS[id]).toBe(options[0]?.value);
  });
});
