'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import type { BenchAction } from './bench.tsx';
import { CountsTable } from './counts-table.tsx';
import styles from './hook-leaks.module.css';
import { BURST, useBenches } from './use-benches.ts';
import { VARIANTS } from './variants.tsx';

const ACTIONS: readonly { action: BenchAction; label: string; needs: 'mounted' | 'unmounted' }[] = [
  { action: 'mount', label: 'Mount', needs: 'unmounted' },
  { action: 'mount-strictly', label: 'Mount as Strict Mode does', needs: 'unmounted' },
  { action: 'leave-at-once', label: 'Mount and leave at once', needs: 'unmounted' },
  { action: 'render', label: 'Render again', needs: 'mounted' },
  { action: 'move', label: 'Other address', needs: 'mounted' },
  { action: 'unmount', label: 'Unmount', needs: 'mounted' },
];

/** Wrong versions of a hook that holds a socket, each beside the right one, and what the two of them leave behind. */
export function HookLeaks(): JSX.Element {
  const [variant, setVariant] = useState(VARIANTS[0]);
  const { said, say, guarded } = useSaid();
  const figure = useFigureSession();
  if (variant === undefined) throw new Error('Expected a version to show');
  const { state, wrongPlace, rightPlace, act, publish, reset } = useBenches(figure, variant);
  const isMounted = state?.right.steps.isMounted ?? false;

  return (
    <LiveFigure
      id="hook-leaks"
      title="A wrong version beside the right one"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <label className={styles.choice}>
        <span className={styles.label}>What is wrong</span>
        <select
          className={controls.input}
          value={variant.id}
          onChange={({ target }) => {
            reset();
            say(undefined);
            setVariant(VARIANTS.find(({ id }) => id === target.value) ?? variant);
          }}
        >
          {VARIANTS.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p className={styles.hint}>
        <span className={styles.label}>To see it:</span> {variant.hint}
      </p>
      <div className={styles.actions} role="group" aria-label="With both versions at once">
        {ACTIONS.map(({ action, label, needs }) => (
          <button
            key={action}
            type="button"
            className={controls.button}
            disabled={isMounted !== (needs === 'mounted')}
            onClick={() => guarded(() => act(action))}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className={controls.button}
          disabled={state === undefined}
          onClick={() => guarded(publish)}
        >
          Publish {BURST} at once
        </button>
        <button type="button" className={controls.button} disabled={state === undefined} onClick={reset}>
          Begin anew
        </button>
      </div>
      <div className={styles.places}>
        <section aria-label="The component with the wrong version">
          <p className={styles.label}>The wrong version</p>
          <div
            ref={wrongPlace}
            className={`${controls.mount} ${styles.place}`}
            data-empty="Its component appears here."
          />
        </section>
        <section aria-label="The component with the right version">
          <p className={styles.label}>The right one</p>
          <div
            ref={rightPlace}
            className={`${controls.mount} ${styles.place}`}
            data-empty="Its component appears here."
          />
        </section>
      </div>
      <CountsTable state={state} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready') return <StandingText standing={figure.standing} onRetry={figure.start} />;
    if (state === undefined) return 'Nothing is mounted. Every button acts on both versions at once.';
    const problem = state.wrong.problem ?? state.right.problem;
    if (problem !== undefined) return `A component threw: ${problem}`;
    if (state.wrong.steps.isStopped) {
      return 'The wrong version would go on; the figure has unmounted it. Begin anew to see it again.';
    }
    return isMounted ? 'Both are mounted.' : 'Both are unmounted. What is still open now is a leak.';
  }
}
