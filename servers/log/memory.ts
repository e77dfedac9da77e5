import { randomBytes } from 'node:crypto';
import { type Bounds, ProtocolError, type PublishRequest } from '../../lib/protocol/index.ts';
import type { Limits } from '../options.ts';
import type { Log, LogEntry, ReadLimits } from './log.ts';
import { ID_MEMORY_MS, Topic } from './topic.ts';

/** After how long a topic without readers is forgotten, in milliseconds. */
const IDLE_TOPIC_MS = 60 * 60_000;

/** How often what has expired is given up even if nobody asks, in milliseconds. */
const SWEEP_MS = 10_000;

/**
 * How many publish ids are remembered in all. An id has to be kept for ten minutes, so a log that forgot early would let a
 * repeat through: it refuses new publishes instead.
 */
export const MAX_REMEMBERED_IDS = 1_000_000;

/** What the memory log is made of. */
export interface MemoryLogOptions {
  limits: Pick<Limits, 'maxTopics' | 'topicEvents' | 'topicAgeMs' | 'topicBytes' | 'logBytes'>;
  /** Milliseconds since the epoch. @default the platform's clock, with fractions */
  now?: () => number;
  /** @default {@link MAX_REMEMBERED_IDS} */
  maxIds?: number;
}

/**
 * Makes a log in the memory of this process, which ends with it.
 *
 * Where all topics together exceed `logBytes`, the largest topic gives up its oldest events first: it can spare them best,
 * and a quiet topic does not pay for a loud one. What it deliberately does not do: survive a restart, or be shared.
 */
export function createMemoryLog({
  limits,
  now = () => performance.timeOrigin + performance.now(),
  maxIds = MAX_REMEMBERED_IDS,
}: MemoryLogOptions): Log {
  const id = randomBytes(9).toString('base64url');
  const topics = new Map<string, Topic>();
  const watchers = new Map<string, Set<() => void>>();
  const retention = { events: limits.topicEvents, ageMs: limits.topicAgeMs, bytes: limits.topicBytes };
  let bytes = 0;
  let ids = 0;
  const sweeper = setInterval(sweep, SWEEP_MS);
  sweeper.unref();

  // #region append
  function appendEvent({ topic: name, type, data }: Omit<PublishRequest, 'id'>, publishId?: string): number {
    const at = now();
    const topic = topics.get(name) ?? addTopic(name, at);
    const seq = topic.newest + 1;
    const json = JSON.stringify({ topic: name, seq, type, at, data });
    const entry: LogEntry = { seq, at, json, bytes: Buffer.byteLength(json) };

    topic.append(entry, publishId);
    topic.usedAt = at;
    bytes += entry.bytes - topic.expire(at, retention);
    if (bytes > limits.logBytes) makeRoom();
    for (const onAppend of watchers.get(name) ?? []) onAppend();
    return seq;
  }
  // #endregion append

  function addTopic(name: string, at: number): Topic {
    if (topics.size >= limits.maxTopics && !forgetOneTopic(at)) {
      throw new ProtocolError('too-many-topics', `The log already holds ${limits.maxTopics} topics`, {
        topic: name,
        retryAfterMs: ID_MEMORY_MS,
      });
    }
    const topic = new Topic(at);
    topics.set(name, topic);
    return topic;
  }

  /** Makes room for a topic: the one unused the longest goes, if no reader holds it and no repeat can be due any more. */
  function forgetOneTopic(at: number): boolean {
    let idlest: string | undefined;
    let usedAt = at - ID_MEMORY_MS;
    for (const [name, topic] of topics) {
      if (topic.usedAt > usedAt || watchers.has(name)) continue;
      idlest = name;
      usedAt = topic.usedAt;
    }
    if (idlest !== undefined) forget(idlest);
    return idlest !== undefined;
  }

  function forget(name: string): void {
    const topic = topics.get(name);
    if (topic === undefined) return;
    bytes -= topic.bytes;
    ids -= topic.idCount;
    topics.delete(name);
  }

  function makeRoom(): void {
    while (bytes > limits.logBytes) {
      let largest: Topic | undefined;
      for (const topic of topics.values()) if (topic.bytes > (largest?.bytes ?? 0)) largest = topic;
      if (largest === undefined) return;
      // A hundredth at a time, so that a full log does not look for its largest topic at every append.
      const goal = bytes - limits.logBytes / 100;
      while (bytes > goal && largest.size > 0) bytes -= largest.shift();
    }
  }

  function sweep(): void {
    const at = now();
    for (const [name, topic] of topics) {
      bytes -= topic.expire(at, retention);
      ids -= topic.forgetIds(at);
      if (topic.usedAt <= at - IDLE_TOPIC_MS && !watchers.has(name)) forget(name);
    }
  }

  function bounds(name: string): Bounds {
    const topic = topics.get(name);
    if (topic === undefined) return { topic: name, oldest: 1, newest: 0, log: id };
    const at = now();
    topic.usedAt = at;
    bytes -= topic.expire(at, retention);
    return { topic: name, oldest: topic.oldest, newest: topic.newest, log: id };
  }

  return {
    id,
    async append(request) {
      const first = topics.get(request.topic)?.seqOf(request.id);
      if (first !== undefined) return { seq: first, isRepeat: true };
      if (ids >= maxIds) {
        throw new ProtocolError(
          'rate-limited',
          `The log remembers ${maxIds} publish ids and can take no more for now`,
          {
            id: request.id,
            retryAfterMs: SWEEP_MS,
          },
        );
      }
      const seq = appendEvent(request, request.id);
      ids++;
      return { seq, isRepeat: false };
    },
    begin(name) {
      if (!topics.has(name)) addTopic(name, now());
    },
    appendOwn: (event) => appendEvent(event),
    bounds,
    read(name, after, { maxEvents = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY }: ReadLimits = {}) {
      const { oldest, newest } = bounds(name);
      if (after < oldest - 1 || after >= newest) return [];
      return topics.get(name)?.read(after, maxEvents, maxBytes) ?? [];
    },
    watch(name, onAppend) {
      const set = watchers.get(name) ?? new Set();
      watchers.set(name, set.add(onAppend));
      return () => {
        if (!set.delete(onAppend) || set.size > 0) return;
        watchers.delete(name);
        const topic = topics.get(name);
        if (topic !== undefined) topic.usedAt = now();
      };
    },
    close: () => clearInterval(sweeper),
  };
}
