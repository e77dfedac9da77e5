'use client';

import { type JSX, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { SessionNote } from '../lab/session-note.tsx';
import { useLabPresence } from '../lab/use-lab-presence.ts';
import { RecordedLater } from '../recording/recorded-later.tsx';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import type { Bench, BenchSetup, BenchState } from './bench.ts';
import controls from './controls.module.css';
import { LaneCanvas } from './lane-canvas.tsx';
import { LaneNumbers } from './lane-numbers.tsx';
import { LaneStatus } from './lane-status.tsx';
import styles from './live-lane.module.css';
import { Stepper } from './stepper.tsx';
import { RANGES } from './steps.ts';
import { formatSpan } from './time-scale.ts';
import { useBenchState, useLiveLane } from './use-live-lane.ts';
import { useLaneWire } from '../wire/use-lane-wire.ts';

/**
 * One live lane with its own controls, on a topic of its own. It opens no connection before the reader starts it, and ends
 * everything when it is stopped or its page is left.
 */
export function LiveLane({ transport }: { transport: TransportId }): JSX.Element {
  const { bench, start, stop } = useLiveLane(transport);
  const presence = useLabPresence();
  return (
    <div className={styles.lane} data-transport={transport}>
      {bench ? (
        <Running bench={bench} transport={transport} onStop={stop} />
      ) : (
        <div className={styles.idle}>
          <button type="button" className={`${controls.button} ${styles.start}`} onClick={start}>
            Start the lane
          </button>
          <p>
            It opens a real connection to the {TRANSPORT_LABELS[transport].name} server of the lab on this machine, and
            draws what goes over it.
          </p>
          {presence === 'down' && <WithoutLab transport={transport} reason="Nothing answers" />}
        </div>
      )}
    </div>
  );
}

/** That the lab does not answer, and what the lane did when it was recorded. */
function WithoutLab({ transport, reason }: { transport: TransportId; reason: string }): JSX.Element {
  return (
    <div className={styles.without}>
      <p role="status">
        The lab is not running. {reason}. Start it with <code>npm start</code> or <code>npm run lab</code>; the lane
        connects by itself.
      </p>
      <RecordedLater figure={`lane-${transport}`} title={TRANSPORT_LABELS[transport].name} />
    </div>
  );
}

function Running({
  bench,
  transport,
  onStop,
}: {
  bench: Bench;
  transport: TransportId;
  onStop: () => void;
}): JSX.Element {
  const state = useBenchState(bench);
  const lane = state.lanes[0];
  const wire = useLaneWire(bench);
  return (
    <>
      <Controls
        bench={bench}
        state={state}
        transport={transport}
        onStop={onStop}
        onBytes={() => wire.openBytes(transport)}
      />
      <div className={styles.note} role="status">
        <SessionNote session={state.session} onRetry={bench.session.retry} className={styles.link} />
      </div>
      <div className={styles.status}>
        {lane ? <LaneStatus numbers={lane.numbers} now={state.at} /> : <p>looking for the lab</p>}
        <p className={styles.clock}>{clockText(state)}</p>
      </div>
      {state.lab.name === 'down' ? (
        <WithoutLab transport={transport} reason={state.lab.reason} />
      ) : (
        <div className={styles.body}>
          <div className={styles.picture}>
            {lane && (
              <LaneCanvas
                session={lane.session}
                viewport={bench.viewport}
                offsetMs={bench.offsetMs}
                onPause={bench.setPaused}
                onPick={wire.onPick}
                pick={wire.pickOf(transport)}
              />
            )}
          </div>
          <div className={styles.numbers}>{lane && <LaneNumbers numbers={lane.numbers} />}</div>
        </div>
      )}
      {wire.drawer}
    </>
  );
}

function Controls({
  bench,
  state,
  transport,
  onStop,
  onBytes,
}: {
  bench: Bench;
  state: BenchState;
  transport: TransportId;
  onStop: () => void;
  onBytes: () => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const { setup, paused, spanMs } = state;
  const change = (part: Partial<BenchSetup>) => bench.apply({ ...bench.state().setup, ...part });
  return (
    <div className={styles.controls}>
      <Stepper
        label="Rate"
        unit="/s"
        value={setup.ratePerSecond}
        range={RANGES.ratePerSecond}
        onChange={(ratePerSecond) => change({ ratePerSecond })}
      />
      {transport === 'polling' && (
        <Stepper
          label="Poll interval"
          unit="ms"
          value={setup.intervalMs}
          range={RANGES.intervalMs}
          onChange={(intervalMs) => change({ intervalMs })}
        />
      )}
      {transport === 'long-polling' && (
        <Stepper
          label="Hold"
          unit="ms"
          value={setup.waitMs}
          range={RANGES.waitMs}
          onChange={(waitMs) => change({ waitMs })}
        />
      )}
      <form
        className={styles.publish}
        onSubmit={(event) => {
          event.preventDefault();
          bench.publish(transport, text.trim() === '' ? 'hello' : text.trim());
        }}
      >
        <input
          className={controls.input}
          aria-label="Message"
          placeholder="hello"
          maxLength={80}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className={controls.button} disabled={state.lanes.length === 0}>
          Publish
        </button>
      </form>
      <div className={controls.segments}>
        <button
          type="button"
          className={controls.segment}
          aria-label="Wider time scale"
          onClick={() => bench.viewport.zoom(1)}
        >
          −
        </button>
        <output className={controls.readout} aria-label="Time from top to bottom">
          {formatSpan(spanMs)}
        </output>
        <button
          type="button"
          className={controls.segment}
          aria-label="Closer time scale"
          onClick={() => bench.viewport.zoom(-1)}
        >
          +
        </button>
      </div>
      <button
        type="button"
        className={controls.button}
        style={{ minWidth: '4.5rem' }}
        aria-pressed={paused}
        onClick={() => bench.setPaused(!paused)}
      >
        {paused ? 'Go on' : 'Pause'}
      </button>
      <button type="button" className={controls.button} onClick={onBytes}>
        Bytes
      </button>
      <button type="button" className={controls.button} onClick={onStop}>
        Stop
      </button>
    </div>
  );
}

function clockText({ lab }: BenchState): string {
  if (lab.name !== 'running' || !lab.offset) return '';
  return `server clock ± ${lab.offset.errorMs.toFixed(2)} ms`;
}
