import { describe, isRecord, ProtocolError } from '../lib/protocol/index.ts';
import type { Log } from './log/log.ts';

/** What a source publishes, and how fast. */
export interface SourceSettings {
  /** Events a second on average, 0.1 to 10000. */
  ratePerSecond: number;
  /** The length of each event's data, an ASCII string, 0 to 65536. */
  payloadBytes: number;
  /** How many events, after which the source ends; without it, it goes on. */
  count?: number;
}

/** The sources that publish by themselves, at most one a topic. */
export interface Sources {
  /** Starts a source, or gives a running one other settings. @throws {ProtocolError} `too-many-topics` */
  set(topic: string, settings: SourceSettings): void;
  /** @returns whether there was one */
  remove(topic: string): boolean;
  close(): void;
}

/** How often a source looks at the clock, in milliseconds, where it publishes more often than that. */
const TICK_MS = 4;

/** How much a source that was held up makes good, in milliseconds. What is older has not happened. */
const CATCH_UP_MS = 1_000;

/** About how much a source publishes before others have their turn, in bytes. */
const MAX_BYTES_AT_ONCE = 4 * 1024 * 1024;

/** How many sources may run: each costs a timer. */
const MAX_SOURCES = 100;

interface Source {
  settings: SourceSettings;
  published: number;
  /** Where the average is counted from: a clock reading, and how many had been published then. */
  since: number;
  publishedThen: number;
  timer?: NodeJS.Timeout;
}

/** Reads settings from a body. @throws {ProtocolError} `bad-request` */
export function decodeSource(value: unknown): SourceSettings {
  if (!isRecord(value)) throw new ProtocolError('bad-request', 'Expected an object with `ratePerSecond`');
  const { ratePerSecond, payloadBytes, count } = value;
  if (typeof ratePerSecond !== 'number' || !(ratePerSecond >= 0.1 && ratePerSecond <= 10_000)) {
    throw wrong('ratePerSecond', 'a number from 0.1 to 10000', ratePerSecond);
  }
  if (!Number.isInteger(payloadBytes) || Number(payloadBytes) < 0 || Number(payloadBytes) > 65_536) {
    throw wrong('payloadBytes', 'a whole number from 0 to 65536', payloadBytes);
  }
  if (count !== undefined && (!Number.isSafeInteger(count) || Number(count) < 1)) {
    throw wrong('count', 'a whole number from 1', count);
  }
  return {
    ratePerSecond,
    payloadBytes: Number(payloadBytes),
    ...(count === undefined ? {} : { count: Number(count) }),
  };
}

function wrong(field: string, expected: string, got: unknown): ProtocolError {
  return new ProtocolError('bad-request', `Expected \`${field}\` to be ${expected}, got ${describe(got)}`);
}

/** Makes an empty set of sources. */
export function createSources(log: Log, now: () => number = () => performance.now()): Sources {
  const sources = new Map<string, Source>();

  // #region source
  /** Publishes what is due by the clock: a timer that fires late costs evenness, and not the rate. */
  function run(topic: string, source: Source): void {
    const { ratePerSecond, payloadBytes, count = Number.POSITIVE_INFINITY } = source.settings;
    const elapsedMs = now() - source.since;
    const due = Math.floor((elapsedMs / 1000) * ratePerSecond) - (source.published - source.publishedThen);
    const most = Math.max(1, Math.ceil((CATCH_UP_MS / 1000) * ratePerSecond));
    if (due > most) {
      source.since = now() - (most / ratePerSecond) * 1000;
      source.publishedThen = source.published;
    }
    const atOnce = Math.ceil(MAX_BYTES_AT_ONCE / (payloadBytes + 100));
    try {
      for (let left = Math.min(due, most, atOnce, count - source.published); left > 0; left--) {
        log.appendOwn({ topic, type: 'tick', data: '.'.repeat(payloadBytes) });
        source.published++;
      }
    } catch (error) {
      // The topic was forgotten while this computer slept, and there is no room for it any more.
      if (!(error instanceof ProtocolError)) throw error;
      source.published = count;
    }
    if (source.published >= count) remove(topic);
    else schedule(topic, source);
  }
  // #endregion source

  function schedule(topic: string, source: Source): void {
    const { ratePerSecond } = source.settings;
    const nextAt = source.since + ((source.published - source.publishedThen + 1) / ratePerSecond) * 1000;
    source.timer = setTimeout(
      run,
      Math.max(ratePerSecond > 1000 / TICK_MS ? TICK_MS : 0, nextAt - now()),
      topic,
      source,
    );
  }

  function remove(topic: string): boolean {
    clearTimeout(sources.get(topic)?.timer);
    return sources.delete(topic);
  }

  return {
    set(topic, settings) {
      if (!sources.has(topic) && sources.size >= MAX_SOURCES) {
        throw new ProtocolError('too-many-topics', `The lab runs ${MAX_SOURCES} sources already`, { topic });
      }
      log.begin(topic);
      remove(topic);
      const source: Source = { settings, published: 0, since: now(), publishedThen: 0 };
      sources.set(topic, source);
      schedule(topic, source);
    },
    remove,
    close() {
      for (const topic of sources.keys()) remove(topic);
    },
  };
}
