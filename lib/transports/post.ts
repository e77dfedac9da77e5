import { isPosition, isRecord, type PublishRequest } from '../protocol/index.ts';
import type { Link } from './connection.ts';
import { decoded, publishFailure, Refusal } from './failure.ts';
import { ANSWER_MS, ask } from './http.ts';
import { failureFrom } from './problem.ts';

// #region publish
/** Publishes with a request of its own, as polling, long polling and event streams do. */
export function post(request: PublishRequest, link: Link): Promise<number> {
  const body = JSON.stringify(request);
  return ask(link, { method: 'POST', body, label: `POST ${request.type}`, silenceMs: ANSWER_MS }, async (answer) => {
    if (answer.status !== 200 && answer.status !== 201) {
      const failure = await failureFrom(answer);
      answer.traced(failure.message, 0);
      throw publishFailure(failure);
    }
    const seq = seqOf(await answer.text());
    answer.traced(`seq ${seq}`, 0);
    return seq;
  });
}
// #endregion publish

function seqOf(text: string): number {
  const body: unknown = decoded(() => JSON.parse(text));
  if (isRecord(body) && isPosition(body.seq)) return body.seq;
  throw publishFailure(new Refusal('The answer to a publish holds no `seq`'));
}
