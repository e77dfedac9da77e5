'use client';

import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { loadTransport } from '../../transports/index.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, ScrollBox, StandingText } from '../live-figure/index.ts';
import styles from './ack-trips.module.css';
import { openTripRun, type TripRun, type TripRunState } from './trip-run.ts';
import { sumTrips } from './trips.ts';

/** How many round trips a batch has. */
const BATCH = 10;

/** What the edge can add to each direction, in milliseconds. */
const LATENCIES_MS = [0, 25, 100] as const;

/** Round trips of acknowledgements, measured over a real client of Socket.IO. */
export function AckTrips(): JSX.Element {
  const [state, setState] = useState<TripRunState>();
  const [latencyMs, setLatencyMs] = useState<number>(0);
  const { said, guarded } = useSaid();
  const run = useRef<TripRun>(undefined);
  const sessionId = useRef<string>(undefined);
  const figure = useFigureSession();
  const sums = sumTrips(state?.trips ?? []);

  const opened = async (): Promise<TripRun | undefined> => {
    const connect = await loadTransport('socket-io');
    const standing = (await figure.ready()).state();
    if (standing.name !== 'open') return undefined;
    if (run.current && sessionId.current === standing.session.id) return run.current;
    // The first one, or one whose session is gone, and its edge and toxics with it.
    run.current?.close();
    sessionId.current = standing.session.id;
    setLatencyMs(standing.toxics['socket-io'].upstream?.latency?.latency ?? 0);
    const next: TripRun = openTripRun({
      connect,
      url: standing.session.urls['socket-io'],
      topic: ownTopic('lesson', Math.random),
      clock: systemClock,
      onChange: () => queueMicrotask(() => setState(next.state())),
    });
    run.current = next;
    return next;
  };

  const publish = (count: number, order: 'one by one' | 'at once'): void =>
    guarded(async () => (await opened())?.publish(count, order));

  const setLatency = (ms: number): void =>
    guarded(async () => {
      const session = await figure.ready();
      const stream = ms === 0 ? {} : { latency: { latency: ms } };
      await session.setToxics('socket-io', ms === 0 ? {} : { upstream: stream, downstream: stream });
      setLatencyMs(ms);
    });

  /** What stands falls silent; then one publish goes out into the silence. */
  const fallSilent = (): void =>
    guarded(async () => {
      const own = await opened();
      if (own?.state().opened === 0) await own.publish(1, 'one by one');
      await (await figure.ready()).silence('socket-io');
      await own?.publish(1, 'one by one');
    });

  useEffect(() => () => run.current?.close(), []);

  return (
    <LiveFigure
      id="ack-trips"
      title="How long an acknowledgement takes"
      transport="socket-io"
      lab={figure}
      note={noteOf()}
    >
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={state?.isBusy ?? false}
          onClick={() => publish(BATCH, 'one by one')}
        >
          {BATCH} round trips
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={state?.isBusy ?? false}
          onClick={() => publish(BATCH, 'at once')}
        >
          {BATCH}, all at once
        </button>
        <button type="button" className={controls.button} disabled={state?.isBusy ?? false} onClick={fallSilent}>
          Let the peer fall silent, then publish
        </button>
      </div>
      <Choice
        label="Latency at the edge, each direction"
        options={LATENCIES_MS.map((ms) => ({ value: ms, label: `${ms} ms` }))}
        value={latencyMs}
        onChoose={setLatency}
      />
      <dl className={styles.sums}>
        <Sum name="acknowledged" value={sums && String(sums.count)} />
        <Sum name="fastest" value={sums && formatMs(sums.fastestMs)} />
        <Sum name="median" value={sums && formatMs(sums.medianMs)} />
        <Sum name="slowest" value={sums && formatMs(sums.slowestMs)} />
        <Sum name="the whole batch" value={state?.batchMs === undefined ? undefined : formatMs(state.batchMs)} />
      </dl>
      <Trips state={state} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const waiting = state.trips.filter(({ tookMs, failure }) => tookMs === undefined && failure === undefined).length;
    const standing = `The connection is ${state.connection}${state.reason === undefined ? '' : ` (${state.reason})`}.`;
    if (waiting > 0) return `${standing} ${waiting} not acknowledged yet: nobody knows whether they have arrived.`;
    return `${standing} Connections that have stood: ${state.opened}.`;
  }
}

function Trips({ state }: { state: TripRunState | undefined }): JSX.Element {
  const trips = state?.trips ?? [];
  const now = useSeconds(state?.isBusy ?? false);
  return (
    <ScrollBox label="Each round trip" className={styles.scroll} empty="Nothing was published yet.">
      {trips.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Publish</th>
              <th scope="col">Acknowledged with seq</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {trips.map(({ number, sentAt, seq, tookMs, failure }) => (
              <tr key={number}>
                <td>{number}</td>
                <td>{failure ?? seq ?? 'waiting'}</td>
                <td>
                  {tookMs === undefined
                    ? `so far ${Math.max(0, Math.floor((now - sentAt) / 1_000))} s`
                    : formatMs(tookMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollBox>
  );
}

/** The page's clock, looked at once a second while somebody waits. */
function useSeconds(isRunning: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(systemClock.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

function Sum({ name, value = '–' }: { name: string; value?: string | undefined }): JSX.Element {
  return (
    <div data-sum={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function formatMs(ms: number): string {
  return `${ms.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ms`;
}
