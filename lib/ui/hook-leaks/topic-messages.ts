import { decodeEvent, isRecord, parseJson } from '../../protocol/index.ts';

/** What asks the lab's server for a topic's events: those behind `after`, or from the next on. */
export function subscribeTo(topic: string, after?: number): string {
  return JSON.stringify({ op: 'subscribe', topic, after });
}

/** The number of the event in a message; `undefined` where it has none, such as an answer to `subscribe`. */
export function seqOf(data: unknown): number | undefined {
  try {
    const message = parseJson(String(data));
    return isRecord(message) && message.op === 'event' ? decodeEvent(message).seq : undefined;
  } catch {
    return undefined;
  }
}
