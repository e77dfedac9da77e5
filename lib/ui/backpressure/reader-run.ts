import type { Clock, Timer } from '../../measure/clock.ts';

/** The source of the reader's part: so many events a second, with so many bytes of data each. */
export const FAST_SOURCE = { ratePerSecond: 4_000, payloadBytes: 1_000 } as const;

/** What the edge can let through downwards, in KB (1,000 bytes) a second; 0: all of it. */
export const READER_RATES = [0, 2_000] as const;

/** How often it is written down how the reader stands, in milliseconds, and how long a run takes at most. */
const SAMPLE_MS = 1_000;
const LIMIT_MS = 30_000;
/** How long a reader that keeps up is looked at, in milliseconds. */
const STEADY_MS = 8_000;

/** How the reader stood at one moment. */
export interface ReaderSample {
  readonly atMs: number;
  /** The newest event in the log. */
  readonly newest: number;
  /** The last event that the page got. */
  readonly last: number;
}

/** How a run stands. A new object with every change. */
export interface ReaderRun {
  readonly rate: number;
  readonly samples: readonly ReaderSample[];
  readonly received: number;
  /** What the lab said when it had to give up the reader's position. */
  readonly reset?: { readonly last: number; readonly oldest: number; readonly newest: number };
  readonly state: 'running' | 'done' | 'ended';
  readonly reason?: string;
}

/** What a run is started with. */
export interface ReaderRunOptions {
  readonly rate: number;
  readonly socket: Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>;
  readonly topic: string;
  readonly clock: Clock;
  /** Asks the log, over a line without limits, how far it is. */
  newest(): Promise<number>;
  onChange(run: ReaderRun): void;
}

/** Starts a reader on a socket that is connecting. @returns how to stop it */
export function startReaderRun({ rate, socket, topic, clock, newest, onChange }: ReaderRunOptions): () => void {
  let run: ReaderRun = { rate, samples: [], received: 0, state: 'running' };
  let beganAt = 0;
  let last = 0;
  let timer: Timer | undefined;

  async function look(): Promise<void> {
    const at = await newest().catch(() => undefined);
    if (run.state !== 'running') return;
    if (at === undefined) return end({ state: 'ended', reason: 'The lab did not answer' });
    const atMs = clock.now() - beganAt;
    // Both of this moment: the answer about the log may have taken a while.
    run = { ...run, samples: [...run.samples, { atMs, newest: Math.max(at, last), last }] };
    onChange(run);
    if (atMs > (rate === 0 ? STEADY_MS : LIMIT_MS)) return end({ state: 'done' });
    timer = clock.setTimeout(() => void look(), SAMPLE_MS);
  }

  socket.onopen = () => {
    beganAt = clock.now();
    socket.send(JSON.stringify({ op: 'subscribe', topic }));
    void look();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = JSON.parse(String(data)) as { op?: string; seq?: number; oldest?: number; newest?: number };
    if (message.op === 'event' && message.seq !== undefined) {
      last = message.seq;
      run = { ...run, received: run.received + 1 };
    } else if (message.op === 'reset') {
      const { oldest = 0, newest: to = 0 } = message;
      run = { ...run, reset: { last, oldest, newest: to } };
      end({ state: 'done' });
    }
  };
  socket.onclose = ({ code }: CloseEvent) => end({ state: 'ended', reason: `The connection was closed with ${code}` });

  function end(how: Pick<ReaderRun, 'state' | 'reason'>): void {
    if (run.state !== 'running') return;
    clock.clearTimeout(timer);
    run = { ...run, ...how };
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    onChange(run);
  }

  onChange(run);
  return () => end({ state: 'ended', reason: 'Stopped' });
}
