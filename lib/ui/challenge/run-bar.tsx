import { type JSX, useSyncExternalStore } from 'react';
import styles from './run-bar.module.css';
import type { Run } from './use-run.ts';

/** Runs the grade and stops it. */
export function RunBar({ run, onRun }: { run: Run; onRun: () => void }): JSX.Element {
  const { state, stop, warm } = run;
  const isRunning = state.kind === 'running';
  const modifier = useSyncExternalStore(noChange, readModifier, () => 'Ctrl');
  return (
    <div className={styles.bar}>
      {isRunning ? (
        <button type="button" className={styles.run} onClick={stop}>
          Stop
        </button>
      ) : (
        <button type="button" className={styles.run} onClick={onRun} onPointerEnter={warm} onFocus={warm}>
          Run the grade
        </button>
      )}
      <span className={styles.keys}>
        <kbd>{modifier}</kbd> <kbd>Enter</kbd>
      </span>
      <span className={styles.state}>{state.kind === 'running' ? `running · ${state.done.length} done` : ''}</span>
    </div>
  );
}

function noChange(): () => void {
  return () => undefined;
}

function readModifier(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? 'Cmd' : 'Ctrl';
}
