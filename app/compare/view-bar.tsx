import type { JSX } from 'react';
import { formatSpan, SPANS_MS, zoom } from '../../lib/ui/lane/time-scale.ts';
import styles from '../../lib/ui/lane/controls.module.css';
import type { CompareBench, CompareState } from './use-bench.ts';
import { CopyResults } from './copy-results.tsx';
import { changeSetup } from './use-bench.ts';
import { type Message, MESSAGE_MAX_CHARACTERS } from './use-message.ts';
import { SHORTCUTS, type Shortcuts } from './use-shortcuts.ts';

/** How it is looked at: running or frozen, at which scale, as pictures or as a table; and taking the results along. */
export function ViewBar({
  bench,
  state,
  shortcuts,
  message,
}: {
  bench: CompareBench;
  state: CompareState;
  shortcuts: Shortcuts;
  message: Message;
}): JSX.Element {
  const { paused, setup } = state;
  const setSpan = (direction: -1 | 1) => changeSetup(bench, { spanMs: zoom(setup.spanMs, direction) });
  return (
    <div className={styles.bar} role="group" aria-label="View">
      <div className={styles.fields}>
        <button
          type="button"
          className={styles.button}
          style={{ minWidth: '6.5rem' }}
          aria-pressed={paused}
          onClick={() => bench.setPaused(!paused)}
        >
          {paused ? 'Go on' : 'Pause'} <kbd className={styles.key}>P</kbd>
        </button>
        <button type="button" className={styles.button} onClick={() => bench.clear()}>
          Clear <kbd className={styles.key}>C</kbd>
        </button>
      </div>
      <fieldset className={styles.group}>
        <legend>Time scale</legend>
        <div className={styles.segments}>
          <button
            type="button"
            className={styles.segment}
            aria-label="Wider time scale"
            disabled={setup.spanMs >= (SPANS_MS.at(-1) ?? 0)}
            onClick={() => setSpan(1)}
          >
            −
          </button>
          <output className={styles.readout} aria-label="Time from top to bottom">
            {formatSpan(setup.spanMs)}
          </output>
          <button
            type="button"
            className={styles.segment}
            aria-label="Closer time scale"
            disabled={setup.spanMs <= SPANS_MS[0]}
            onClick={() => setSpan(-1)}
          >
            +
          </button>
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>View</legend>
        <div className={styles.segments}>
          {(['picture', 'table'] as const).map((view) => (
            <button
              key={view}
              type="button"
              className={styles.segment}
              aria-pressed={setup.view === view}
              onClick={() => changeSetup(bench, { view })}
            >
              {view === 'picture' ? 'Pictures' : 'Table'}
            </button>
          ))}
        </div>
      </fieldset>
      <CopyResults state={state} />
      <label className={`${styles.group} ${styles.grow}`}>
        <span className={styles.caption}>Message to publish</span>
        <input
          className={styles.input}
          value={message.text}
          maxLength={MESSAGE_MAX_CHARACTERS}
          placeholder="hello"
          autoComplete="off"
          onChange={(event) => message.setText(event.target.value)}
        />
      </label>
      <button type="button" className={styles.button} popoverTarget="keys">
        Keyboard
      </button>
      <div id="keys" popover="auto" className={styles.sheet} role="dialog" aria-label="Keyboard">
        <dl>
          {SHORTCUTS.map(({ keys, does }) => (
            <div key={keys} className={styles.pair}>
              <dt>{keys}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            checked={shortcuts.enabled}
            onChange={(event) => shortcuts.setEnabled(event.target.checked)}
          />{' '}
          Single keys are on
        </label>
      </div>
    </div>
  );
}
