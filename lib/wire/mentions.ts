import type { Mentions } from './span.ts';

/** How many events of one list are mentioned: a polling answer has no more. */
const MAX_MENTIONS = 1000;

/** What a publish may be called. @see the lab protocol, "Publishing" */
const PUBLISH_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/**
 * What a message of the lab tells of: an event, a list of them under `events`, a publish, or what answers one. Only the
 * places where the lab's messages have their fields are looked at, never `data`, which is the application's.
 */
export function mentionsOf(value: unknown): Mentions {
  const topics = new Set<string>();
  const seqs = new Set<number>();
  const publishIds = new Set<string>();

  const add = (message: unknown) => {
    if (typeof message !== 'object' || message === null) return;
    const { topic, seq, id } = message as Record<string, unknown>;
    if (typeof topic === 'string') topics.add(topic);
    if (Number.isSafeInteger(seq)) seqs.add(Number(seq));
    if (typeof id === 'string' && PUBLISH_ID.test(id)) publishIds.add(id);
  };

  add(value);
  const events = typeof value === 'object' && value !== null && 'events' in value ? value.events : value;
  if (Array.isArray(events)) for (const event of events.slice(0, MAX_MENTIONS)) add(event);
  return {
    ...(topics.size > 0 && { topics: [...topics] }),
    ...(seqs.size > 0 && { seqs: [...seqs] }),
    ...(publishIds.size > 0 && { publishIds: [...publishIds] }),
  };
}
