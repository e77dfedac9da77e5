import type { Clock } from '../../measure/clock.ts';
import { createOffsetEstimator } from '../../measure/offset.ts';
import { type Telemetry, TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import type { Connect, Connection } from '../../transports/index.ts';
import { findControl, readControl } from '../lab/find-lab.ts';
import { openSession, type SessionHandle } from '../lab/session.ts';
import type { WireRecord } from '../lab/telemetry.ts';
import { ownTopic } from '../lab/topic.ts';
import { type CookieJar, setStudyCookie } from './cookies.ts';
import type { StudySettings } from './settings.ts';
import { StudyError } from './study-error.ts';
import { takeResult, type StudyResult } from './study-result.ts';

/** How long each step may take beyond what the updates themselves do, in milliseconds. */
const PATIENCE_MS = 15_000;

/** From one update to the next. */
const UPDATES_PER_SECOND = 1;

/** Where a run stands. */
export interface StudyProgress {
  step: 'opening a session' | 'connecting' | 'receiving' | 'counting';
  /** How many updates each transport has brought. */
  received: Readonly<Record<TransportId, number>>;
}

/** What a run is made with; all of it is injected. */
export interface StudySurroundings {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: () => number;
  pageUrl: string;
  jar: CookieJar;
  loadTransport: (id: TransportId) => Promise<Connect>;
}

/**
 * Runs the study once: over a session of its own, all five transports are connected to one new topic, its source
 * publishes the updates, and the connections are closed as soon as each has brought all of them. What is counted is
 * everything from the first byte of the first connection to the last byte of the last, at the edge of each transport.
 *
 * @param run.signal gives the run up
 * @throws {StudyError}
 */
export async function runStudy(
  settings: StudySettings,
  surroundings: StudySurroundings,
  run: { signal: AbortSignal; onProgress: (progress: StudyProgress) => void },
): Promise<StudyResult> {
  const { fetch, clock, random, jar } = surroundings;
  const { signal } = run;
  const received = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, 0])) as Record<TransportId, number>;
  const report = (step: StudyProgress['step']): void => run.onProgress({ step, received: { ...received } });

  report('opening a session');
  const control = await findControl(surroundings);
  const { version } = await readControl(control, surroundings, createOffsetEstimator());
  const { keepAlive, deflate } = settings;
  const session = openSession({ fetch, clock, random, control, request: { servers: { keepAlive, deflate } } });
  const records: WireRecord[] = [];
  const stopListening = session.onWire((record) => records.push(record));
  const clearCookie = setStudyCookie(jar, settings.cookieBytes);
  let connections: readonly Connection[] = [];
  try {
    const urls = await untilOpen(session, { clock, signal });
    const topic = ownTopic('study', random);
    const startedAt = clock.now();

    report('connecting');
    const open = new Set<TransportId>();
    const lanes = await Promise.all(
      TRANSPORT_IDS.map(async (id) => ({ id, connect: await surroundings.loadTransport(id) })),
    );
    const changed = createBell();
    connections = lanes.map(({ id, connect }) =>
      connect({
        url: urls[id],
        topic,
        clock,
        random,
        intervalMs: settings.pollMs,
        credentials: settings.cookieBytes > 0 ? 'include' : 'same-origin',
        webSocketOnly: !settings.pollingFirst,
        onState: (state) => {
          if (state.name === 'open') open.add(id);
          changed.ring();
        },
        onEvent: () => {
          received[id]++;
          report('receiving');
          changed.ring();
        },
      }),
    );
    await changed.until(() => open.size === TRANSPORT_IDS.length, {
      clock,
      signal,
      boundMs: PATIENCE_MS,
      otherwise: () => `No connection: ${TRANSPORT_IDS.filter((id) => !open.has(id)).join(', ')}`,
    });

    await startSource(control, topic, { fetch, settings, signal });
    report('receiving');
    await changed.until(() => TRANSPORT_IDS.every((id) => received[id] >= settings.updates), {
      clock,
      signal,
      boundMs: (settings.updates / UPDATES_PER_SECOND) * 1_000 + settings.pollMs + PATIENCE_MS,
      otherwise: () => `Not all updates came: ${TRANSPORT_IDS.map((id) => `${id} ${received[id]}`).join(', ')}`,
    });
    const tookMs = clock.now() - startedAt;

    report('counting');
    for (const connection of connections) connection.close();
    const telemetry = await untilQuiet(session, { clock, signal });
    return takeResult({ settings, telemetry, records, version, tookMs, received: { ...received } });
  } finally {
    for (const connection of connections) connection.close();
    clearCookie();
    stopListening();
    session.close();
  }
}

async function startSource(
  control: string,
  topic: string,
  { fetch, settings, signal }: { fetch: typeof globalThis.fetch; settings: StudySettings; signal: AbortSignal },
): Promise<void> {
  const { payloadBytes, updates: count } = settings;
  const answer = await fetch(`${control}/sources/${topic}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ratePerSecond: UPDATES_PER_SECOND, payloadBytes, count }),
    signal,
  }).catch((cause: unknown) => {
    throw new StudyError('lab', 'The lab does not answer any more', { cause });
  });
  if (!answer.ok) throw new StudyError('lab', `The lab refused to publish the updates (${answer.status})`);
}

type Bounds = { clock: Clock; signal: AbortSignal };

async function untilOpen(session: SessionHandle, bounds: Bounds): Promise<Record<TransportId, string>> {
  const bell = createBell();
  const stop = session.subscribe(bell.ring);
  try {
    await bell.until(() => ['open', 'full', 'failed'].includes(session.state().name), {
      ...bounds,
      boundMs: PATIENCE_MS,
      otherwise: () => 'The lab gave no session',
    });
  } finally {
    stop();
  }
  const state = session.state();
  if (state.name === 'open') return state.session.urls;
  throw new StudyError('session', 'reason' in state ? state.reason : 'The lab gave no session');
}

/** Waits until two reports in a row, both made after the call, say the same: then nothing moves any more. */
async function untilQuiet(session: SessionHandle, bounds: Bounds): Promise<Telemetry> {
  const bell = createBell();
  let last: Telemetry | undefined;
  let quiet: Telemetry | undefined;
  const stop = session.onTelemetry((telemetry) => {
    if (last !== undefined && sameBytes(last, telemetry)) quiet = telemetry;
    last = telemetry;
    bell.ring();
  });
  try {
    await bell.until(() => quiet !== undefined, {
      ...bounds,
      boundMs: PATIENCE_MS,
      otherwise: () => 'The connections do not come to rest',
    });
  } finally {
    stop();
  }
  if (quiet === undefined) throw new StudyError('lab', 'The connections do not come to rest');
  return quiet;
}

function sameBytes(one: Telemetry, other: Telemetry): boolean {
  return TRANSPORT_IDS.every((id) => {
    const [before, after] = [one.transports[id], other.transports[id]];
    return before.up === after.up && before.down === after.down;
  });
}

/** Wakes whoever waits for a condition, each time that something may have changed it. */
function createBell() {
  let wake: () => void = () => undefined;
  return {
    ring: () => wake(),
    /** @throws {StudyError} `time` after `boundMs`, `cancelled` when the signal is aborted */
    until(
      condition: () => boolean,
      { clock, signal, boundMs, otherwise }: Bounds & { boundMs: number; otherwise: () => string },
    ): Promise<void> {
      return new Promise((resolve, reject) => {
        const timer = clock.setTimeout(() => end(new StudyError('time', otherwise())), boundMs);
        const onAbort = (): void => end(new StudyError('cancelled', 'The run was given up'));
        function end(error?: StudyError): void {
          wake = () => undefined;
          clock.clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          if (error) reject(error);
          else resolve();
        }
        wake = () => condition() && end();
        signal.addEventListener('abort', onAbort);
        if (signal.aborted) onAbort();
        else wake();
      });
    },
  };
}
