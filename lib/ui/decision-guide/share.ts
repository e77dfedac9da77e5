import { type Answers, FIRST_ANSWERS, QUESTIONS, withAnswer } from './questions.ts';

const PREFIX = '#guide?';

/** The part of an address that carries these answers: all of them, so that the link means the same in later versions. */
export function encodeAnswers(answers: Answers): string {
  return PREFIX + new URLSearchParams(QUESTIONS.map(({ id }) => [id, answers[id]])).toString();
}

/**
 * The answers that an address carries, or undefined where it carries none. Unknown questions and options are passed
 * over; a question that is not answered keeps its first answer.
 */
export function decodeAnswers(hash: string): Answers | undefined {
  if (!hash.startsWith(PREFIX)) return undefined;
  let answers = FIRST_ANSWERS;
  for (const [id, value] of new URLSearchParams(hash.slice(PREFIX.length))) answers = withAnswer(answers, id, value);
  return answers;
}
