import { decodeErrorFields, isRecord } from '../protocol/index.ts';
import { decoded, failureOf, Loss, Refusal } from './failure.ts';
import type { Answer } from './http.ts';

/**
 * Tells what an answer that is no success means.
 *
 * @see RFC 9457 (the problem document), RFC 9110 section 10.2.3 (`Retry-After`)
 */
export async function failureFrom(answer: Answer): Promise<Loss | Refusal> {
  const text = await answer.text();
  const retryAfterMs = retryAfterOf(answer.headers);
  let problem: unknown;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = undefined;
  }
  if (isRecord(problem) && 'code' in problem) {
    return failureOf({ retryAfterMs, ...decoded(() => decodeErrorFields(problem)) });
  }
  const reason = `the server answered ${answer.status}`;
  const passes = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  return passes ? new Loss(reason, { retryAfterMs }) : new Refusal(reason);
}

/** `Retry-After` in milliseconds: a number of seconds or a date. */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('Retry-After');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
