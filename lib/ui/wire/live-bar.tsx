'use client';

import { type JSX, useState } from 'react';
import { TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import { LabDown } from '../lab/lab-down.tsx';
import { SessionNote } from '../lab/session-note.tsx';
import type { Bench } from '../lane/bench.ts';
import controls from '../lane/controls.module.css';
import { describeState } from '../lane/lane-state.ts';
import { RANGES } from '../lane/steps.ts';
import { Stepper } from '../lane/stepper.tsx';
import { useBenchState } from '../lane/use-live-lane.ts';
import { TRANSPORT_LABELS, TransportMark } from '../transport-mark/index.ts';
import styles from './live-bar.module.css';

/** Chooses transports and runs them, so that there is something to see. */
export function LiveBar({
  bench,
  onStart,
  onStop,
}: {
  /** While lanes run. */
  bench: Bench | undefined;
  onStart: (lanes: readonly TransportId[]) => void;
  onStop: () => void;
}): JSX.Element {
  const [lanes, setLanes] = useState<readonly TransportId[]>(TRANSPORT_IDS);
  const toggle = (id: TransportId): void => {
    const next = TRANSPORT_IDS.filter((other) => (other === id ? !lanes.includes(id) : lanes.includes(other)));
    setLanes(next);
    if (bench && next.length > 0) bench.apply({ ...bench.state().setup, lanes: next });
  };
  return (
    <section className={styles.live} aria-label="Live lanes">
      <div className={controls.segments}>
        {TRANSPORT_IDS.map((id) => (
          <button
            key={id}
            type="button"
            className={controls.segment}
            data-transport={id}
            aria-pressed={lanes.includes(id)}
            disabled={bench !== undefined && lanes.length === 1 && lanes.includes(id)}
            onClick={() => toggle(id)}
          >
            <TransportMark id={id} size={14} />
            {TRANSPORT_LABELS[id].short}
          </button>
        ))}
      </div>
      {bench ? (
        <Running bench={bench} onStop={onStop} />
      ) : (
        <button
          type="button"
          className={`${controls.button} ${styles.start}`}
          disabled={lanes.length === 0}
          onClick={() => onStart(lanes)}
        >
          Start and capture
        </button>
      )}
    </section>
  );
}

function Running({ bench, onStop }: { bench: Bench; onStop: () => void }): JSX.Element {
  const state = useBenchState(bench);
  const [text, setText] = useState('');
  const { setup, lab, lanes, at } = state;
  const change = (part: Partial<typeof setup>) => bench.apply({ ...bench.state().setup, ...part });
  const first = setup.lanes[0];
  return (
    <>
      <Stepper
        label="Rate"
        unit="/s"
        value={setup.ratePerSecond}
        range={RANGES.ratePerSecond}
        onChange={(ratePerSecond) => change({ ratePerSecond })}
      />
      <Stepper
        label="Payload"
        unit="B"
        value={setup.payloadBytes}
        range={RANGES.payloadBytes}
        onChange={(payloadBytes) => change({ payloadBytes })}
      />
      <form
        className={styles.publish}
        onSubmit={(event) => {
          event.preventDefault();
          if (first) bench.publish(first, text.trim() === '' ? 'hello' : text.trim());
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
        <button type="submit" className={controls.button} disabled={lanes.length === 0}>
          Publish over {first === undefined ? '' : TRANSPORT_LABELS[first].short}
        </button>
      </form>
      <button type="button" className={controls.button} onClick={onStop}>
        Stop
      </button>
      <ul className={styles.states} aria-label="How the lanes stand">
        {lanes.map(({ session, numbers }) => {
          const { name, tone } = describeState(numbers, at);
          return (
            <li key={session.transport} data-transport={session.transport} data-tone={tone}>
              <TransportMark id={session.transport} size={12} label={TRANSPORT_LABELS[session.transport].name} /> {name}
            </li>
          );
        })}
      </ul>
      <div className={styles.notes}>
        <SessionNote session={state.session} onRetry={bench.session.retry} className={controls.button} />
        {lab.name === 'down' && (
          <LabDown reason={lab.reason} secondsToRetry={Math.max(0, Math.ceil((lab.retryAt - at) / 1_000))} />
        )}
      </div>
    </>
  );
}
