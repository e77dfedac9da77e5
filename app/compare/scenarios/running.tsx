import type { JSX } from 'react';
import type { DeskState, ScenarioDesk } from '../../../lib/ui/faults/scenarios/index.ts';
import controls from '../../../lib/ui/lane/controls.module.css';
import { formatElapsed } from '../../../lib/ui/lane/format.ts';
import styles from './scenarios.module.css';
import { Streams } from './streams.tsx';

/** What happens now, for how long it has been going on, and a way out. */
export function Running({
  state,
  desk,
  now,
}: {
  state: Extract<DeskState, { name: 'running' }>;
  desk: ScenarioDesk;
  now: number;
}): JSX.Element {
  return (
    <>
      <div className={styles.actions}>
        <button type="button" className={controls.button} onClick={desk.cancel}>
          Cancel
        </button>
        <span className={styles.elapsed}>{formatElapsed(now - state.startedAt)}</span>
        <p role="status">{state.step}</p>
      </div>
      {state.streams.length > 0 && <Streams streams={state.streams} />}
    </>
  );
}
