import fc from 'fast-check';
import { type Answers, FIRST_ANSWERS, QUESTIONS, withAnswer } from '../../lib/ui/decision-guide/questions.ts';

/** Every combination of answers, about seven thousand. */
export function everyAnswers(): Answers[] {
  let all: Answers[] = [FIRST_ANSWERS];
  for (const { id, options } of QUESTIONS) {
    all = all.flatMap((answers) => options.map(({ value }) => withAnswer(answers, id, value)));
  }
  return all;
}

/** One combination of answers. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(...QUESTIONS.map(({ options }) => fc.constantFrom(...options.map(({ value }) => value))))
  .map((values) =>
    QUESTIONS.reduce((answers, { id }, index) => withAnswer(answers, id, values[index] ?? ''), FIRST_ANSWERS),
  );
