import { decodeEvent, isRecord, parseJson } from '../../protocol/index.ts';

/** An event of a topic, as far as a figure wants it. */
export interface TopicEvent {
  readonly topic: string;
  readonly seq: number;
}

/** The event in a message from the server; `undefined` where it is another message, or none. */
export function topicEventOf(data: unknown): TopicEvent | undefined {
  try {
    const message = parseJson(String(data));
    if (!isRecord(message) || message.op !== 'event') return undefined;
    const { topic, seq } = decodeEvent(message);
    return { topic, seq };
  } catch {
    return undefined;
  }
}
