import { createLedger } from '../../measure/ledger.ts';
import type { Connect, Connection } from '../../transports/index.ts';
import { until, type Waiting } from '../faults/scenarios/wait.ts';
import type { SessionHandle } from '../lab/session.ts';
import { type PolicyId, policyOf } from './policies.ts';
import { countLog, type LogCounts, numberOf, publishEnd, readLog } from './reading.ts';
import { openWriter, type WriterCounts } from './writer.ts';

/** How many messages a batch has. */
export const BATCH = 50;

/** What the edge adds to each direction, in milliseconds: so long a message, or its acknowledgement, is on its way. */
export const LATENCY_MS = 100;

/** How long one step of a run may take, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What a reader of the same topic got over the same edge. */
export interface ReaderCounts {
  readonly received: number;
  /** Entries of the log that never came. */
  readonly missed: number;
}

/** What a run has found. */
export interface LedgerRun {
  readonly policy: PolicyId;
  /** How often the edge dropped all connections. */
  readonly drops: number;
  readonly writer: WriterCounts;
  readonly log: LogCounts;
  readonly resuming: ReaderCounts;
  readonly starting: ReaderCounts;
}

/** How a run goes on. */
export interface LedgerProgress extends WriterCounts {
  readonly doing: 'connecting' | 'publishing' | 'reading';
  readonly drops: number;
}

/** What a run works with. */
export interface LedgerStage {
  policy: PolicyId;
  /** How often the connections are dropped. */
  drops: number;
  topic: string;
  /** The edges of WebSocket and of polling. */
  urls: { readonly websocket: string; readonly polling: string };
  session: Pick<SessionHandle, 'drop' | 'setToxics'>;
  connect: Connect;
  fetch: typeof globalThis.fetch;
  /** In [0, 1). */
  random: () => number;
  onProgress: (progress: LedgerProgress) => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/**
 * Publishes a batch while the edge drops connections, reads back what the log has, and counts. Whatever it opened or set
 * is ended.
 *
 * @throws {Cancelled} (as a rejection) when `waiting.signal` is aborted
 */
export async function runLedger(waiting: Waiting, stage: LedgerStage): Promise<LedgerRun> {
  const { topic, urls, session, random, fetch, onProgress } = stage;
  const { createSocket = (url: string) => new WebSocket(url) } = stage;
  const left = new Set(dropPoints(stage.drops, random));
  const open: { close(): unknown }[] = [];
  let drops = 0;
  let failure: unknown;
  const bounded = async (what: string, holds: () => boolean): Promise<void> => {
    const isSo = await until(waiting, PATIENCE_MS, () => failure !== undefined || holds());
    if (failure !== undefined) throw failure;
    if (!isSo) throw new Error(`${what} within ${PATIENCE_MS / 1_000} s`);
  };

  try {
    const stream = { latency: { latency: LATENCY_MS } };
    await session.setToxics('websocket', { upstream: stream, downstream: stream });
    const resuming = openReader(stage, waiting, true);
    const starting = openReader(stage, waiting, false);
    open.push(resuming, starting);
    onProgress({ doing: 'connecting', sent: 0, sends: 0, acknowledged: 0, drops });
    await bounded('The readers could not connect', () => resuming.isOpen() && starting.isOpen());

    const writer = openWriter({
      policy: policyOf(stage.policy),
      topic,
      count: BATCH,
      createSocket: () => createSocket(`${urls.websocket}/events`),
      clock: waiting.clock,
      random,
      onSent(n) {
        if (!left.delete(n)) return;
        drops++;
        session.drop('websocket').catch((error: unknown) => (failure ??= error));
      },
    });
    open.push(writer);
    await bounded('The batch was not done', () => {
      onProgress({ doing: 'publishing', ...writer.counts(), drops });
      return writer.isDone();
    });
    await writer.close();

    onProgress({ doing: 'reading', ...writer.counts(), drops });
    await bounded('The readers could not connect again', () => resuming.isOpen() && starting.isOpen());
    // Behind everything else in the log: who has seen it gets nothing more of the batch.
    await publishEnd(urls.polling, topic, fetch);
    await bounded('The readers did not get the end', () => resuming.isAtEnd() && starting.isAtEnd());
    const events = await readLog(urls.polling, topic, fetch);
    const numbers = events.flatMap((event) => numberOf(event) ?? []);
    return {
      policy: stage.policy,
      drops,
      writer: writer.counts(),
      log: countLog(numbers, BATCH),
      resuming: resuming.counts(),
      starting: starting.counts(),
    };
  } finally {
    for (const { close } of open) close();
    // Without a session there is no edge that could keep them.
    await session.setToxics('websocket', {}).catch(() => undefined);
  }
}

/** After which messages the connections are dropped: drawn anew for each run, and none at the very edges of the batch. */
export function dropPoints(drops: number, random: () => number): number[] {
  const places = Array.from({ length: BATCH - 10 }, (_, index) => index + 6);
  return Array.from({ length: drops }, () => places.splice(Math.floor(random() * places.length), 1)).flat();
}

interface Reader {
  isOpen(): boolean;
  isAtEnd(): boolean;
  counts(): ReaderCounts;
  close(): void;
}

/** A reader that goes on after a break from where it stood, or from what comes next. */
function openReader(
  { connect, urls, topic, random, createSocket }: LedgerStage,
  { clock }: Waiting,
  resume: boolean,
): Reader {
  const ledger = createLedger({ after: 0 });
  let isAtEnd = false;
  const connection: Connection = connect({
    url: urls.websocket,
    topic,
    after: 0,
    resume,
    clock,
    random,
    ...(createSocket && { createSocket }),
    onReset: (reset) => ledger.reset(reset),
    onEvent({ seq, type }) {
      ledger.receive(seq);
      isAtEnd ||= type === 'end';
    },
  });
  return {
    isOpen: () => connection.state.name === 'open',
    isAtEnd: () => isAtEnd,
    counts() {
      const { received, lost, skipped } = ledger.counts();
      // The event that ends the run is none of the batch.
      return { received: received - (isAtEnd ? 1 : 0), missed: lost + skipped };
    },
    close: () => connection.close(),
  };
}
