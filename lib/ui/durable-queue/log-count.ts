import { isRecord, type LabEvent } from '../../protocol/index.ts';
import type { StoredQueue } from '../../outbox/index.ts';

/** What the log says of a queue. */
export interface LogCount {
  /** How many events it holds. */
  readonly stored: number;
  /** How many messages stand in it more than once. */
  readonly twice: number;
  /** How many messages are neither in it nor in the queue. */
  readonly missing: number;
  readonly isInOrder: boolean;
  /** Whether it is another log than the one that the first answers came from: the lab was restarted. */
  readonly isOther: boolean;
}

/** The numbers of the messages in a log, in its order. */
export function numbersOf(events: readonly Pick<LabEvent, 'data'>[]): number[] {
  return events.flatMap(({ data }) => (isRecord(data) && typeof data.n === 'number' ? [data.n] : []));
}

/** Holds a log against what was written. */
export function countLog(numbers: readonly number[], queue: StoredQueue, log: string): LogCount {
  const stored = new Set(numbers);
  const inQueue = new Set(queue.messages.map(({ n }) => n));
  const written = Array.from({ length: queue.written }, (_, index) => index + 1);
  const firsts = [...stored];
  return {
    stored: numbers.length,
    twice: firsts.filter((n) => numbers.filter((one) => one === n).length > 1).length,
    missing: written.filter((n) => !stored.has(n) && !inQueue.has(n)).length,
    isInOrder: firsts.every((n, index) => index === 0 || n > (firsts[index - 1] ?? 0)),
    isOther: queue.log !== undefined && queue.log !== log,
  };
}

/** A topic as the log holds it. */
export interface TopicContent {
  readonly events: readonly LabEvent[];
  /** The id of the log. */
  readonly log: string;
}

/**
 * Reads a topic from its beginning, without any client: with a GET of the transport `polling`.
 *
 * @throws where nothing answers, or something else than a lab
 */
export async function readTopic(url: string, topic: string, fetch = globalThis.fetch): Promise<TopicContent> {
  const answer = await fetch(`${url}/events?topic=${topic}&after=0&limit=1000`, { cache: 'no-store' });
  const body: unknown = await answer.json();
  if (!answer.ok || !isRecord(body) || !Array.isArray(body.events)) {
    throw new Error(`The log could not be read (${answer.status})`);
  }
  return { events: body.events as LabEvent[], log: answer.headers.get('Wirelab-Log') ?? '' };
}
