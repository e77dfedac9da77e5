import type { Clock, Timer } from '../../measure/clock.ts';
import { percentile } from '../../measure/percentiles.ts';
import { createSender, type SenderId } from './senders.ts';

/** The source: so many values a second, for so long, each in a message of about so many bytes. */
export const SOURCE = { perSecond: 50, values: 200, bytes: 60_000 } as const;
/** What the edge lets through upwards, in KB (1,000 bytes) a second: a third of what the source makes. */
export const LINE_RATE = 1_000;

/** How often the page looks at what is due, in milliseconds. */
const TICK_MS = 10;
const SAMPLE_MS = 100;
/** How long a run may take, in milliseconds: three times what the line needs for everything. */
const LIMIT_MS = 45_000;

/** What was seen at one moment of a run. */
export interface Sample {
  readonly atMs: number;
  readonly bufferedBytes: number;
  /** How many values waited in the page's own list. */
  readonly waiting: number;
}

/** How a run stands. A new object with every change. */
export interface SenderRun {
  readonly id: SenderId;
  readonly made: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly sentBytes: number;
  readonly samples: readonly Sample[];
  /** How old values were when they were acknowledged, in milliseconds. */
  readonly ages: readonly number[];
  /** From the last value made until it was acknowledged, in milliseconds. */
  readonly lastAfterMs?: number;
  readonly state: 'running' | 'done' | 'ended';
  /** Why it ended before it was done. */
  readonly reason?: string;
}

/** The part of a WebSocket that a run needs. */
export type RunSocket = Pick<
  WebSocket,
  'send' | 'close' | 'bufferedAmount' | 'onopen' | 'onmessage' | 'onclose' | 'readyState'
>;

/** What a run is started with. */
export interface SenderRunOptions {
  readonly id: SenderId;
  readonly socket: RunSocket;
  readonly topic: string;
  readonly clock: Clock;
  readonly source?: { readonly perSecond: number; readonly values: number; readonly bytes: number };
  onChange(run: SenderRun): void;
}

/** Starts a run on a socket that is connecting. @returns how to stop it */
export function startSenderRun({ id, socket, topic, clock, source = SOURCE, onChange }: SenderRunOptions): () => void {
  const filling = 'x'.repeat(source.bytes);
  const madeAt: number[] = [];
  const unanswered = new Set<number>();
  let run: SenderRun = { id, made: 0, sent: 0, acknowledged: 0, sentBytes: 0, samples: [], ages: [], state: 'running' };
  let timer: Timer | undefined;
  let beganAt = 0;
  let sampledAt = -Infinity;
  let lastAge: number | undefined;

  const sender = createSender(
    id,
    { bufferedAmount: () => socket.bufferedAmount, unanswered: () => unanswered.size },
    (value) => {
      const text = JSON.stringify({ op: 'publish', id: `value-${value}`, topic, type: 'position', data: filling });
      socket.send(text);
      unanswered.add(value);
      run = { ...run, sent: run.sent + 1, sentBytes: run.sentBytes + text.length };
    },
  );

  function tick(): void {
    const now = clock.now() - beganAt;
    while (madeAt.length < source.values && now >= (madeAt.length * 1_000) / source.perSecond) {
      madeAt.push(clock.now());
      run = { ...run, made: madeAt.length };
      sender.take(madeAt.length - 1);
    }
    sender.pump();
    if (now - sampledAt >= SAMPLE_MS) sample(now);
    if (now > LIMIT_MS) return end({ state: 'ended', reason: 'It took too long, and was ended' });
    timer = clock.setTimeout(tick, TICK_MS);
  }

  function sample(atMs: number): void {
    sampledAt = atMs;
    const seen = { atMs, bufferedBytes: socket.bufferedAmount, waiting: sender.waiting() };
    run = { ...run, samples: [...run.samples, seen] };
    onChange(run);
  }

  socket.onopen = () => {
    beganAt = clock.now();
    tick();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const value = answeredBy(data);
    if (value === 'refused') return end({ state: 'ended', reason: 'The lab refused a message' });
    if (value === undefined || !unanswered.delete(value)) return;
    const age = clock.now() - (madeAt[value] ?? beganAt);
    if (value === source.values - 1) lastAge = age;
    run = { ...run, acknowledged: run.acknowledged + 1, ages: [...run.ages, age] };
    sender.pump();
    const isOver = madeAt.length === source.values && unanswered.size === 0 && sender.waiting() === 0;
    if (isOver) end({ state: 'done', ...(lastAge === undefined ? {} : { lastAfterMs: lastAge }) });
  };
  socket.onclose = ({ code }) => end({ state: 'ended', reason: `The connection was closed with ${code}` });

  function end(how: Pick<SenderRun, 'state'> & { reason?: string; lastAfterMs?: number }): void {
    if (run.state !== 'running') return;
    clock.clearTimeout(timer);
    if (how.state === 'done') sample(clock.now() - beganAt);
    run = { ...run, ...how };
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    onChange(run);
  }

  onChange(run);
  return () => end({ state: 'ended', reason: 'Stopped' });
}

/** The value that a message of the lab acknowledges. */
function answeredBy(data: unknown): number | 'refused' | undefined {
  if (typeof data !== 'string') return undefined;
  const message = JSON.parse(data) as { op?: unknown; id?: unknown };
  if (message.op === 'error') return 'refused';
  if (message.op !== 'ack' || typeof message.id !== 'string') return undefined;
  return Number(message.id.slice('value-'.length));
}

/** What a run comes to. */
export interface SenderSums {
  readonly peakBytes: number;
  readonly peakWaiting: number;
  readonly medianAgeMs?: number;
  readonly worstAgeMs?: number;
}

/** The sums of a run, as far as it has come. */
export function sumSender({ samples, ages }: SenderRun): SenderSums {
  const sorted = [...ages].sort((a, b) => a - b);
  const [medianAgeMs, worstAgeMs] = [percentile(sorted, 50), sorted.at(-1)];
  return {
    peakBytes: Math.max(0, ...samples.map(({ bufferedBytes }) => bufferedBytes)),
    peakWaiting: Math.max(0, ...samples.map(({ waiting }) => waiting)),
    ...(medianAgeMs === undefined ? {} : { medianAgeMs }),
    ...(worstAgeMs === undefined ? {} : { worstAgeMs }),
  };
}
