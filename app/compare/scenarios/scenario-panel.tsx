'use client';

import { type JSX, useEffect, useRef, useSyncExternalStore } from 'react';
import type { DeskState, Scenario, ScenarioDesk } from '../../../lib/ui/faults/scenarios/index.ts';
import { SCENARIOS } from '../../../lib/ui/faults/scenarios/index.ts';
import controls from '../../../lib/ui/lane/controls.module.css';
import type { CompareBench } from '../use-bench.ts';
import { Asking } from './asking.tsx';
import { Done } from './done.tsx';
import { Running } from './running.tsx';
import styles from './scenarios.module.css';

/** What a desk shows. */
export function useDesk(desk: ScenarioDesk): DeskState {
  return useSyncExternalStore(desk.subscribe, desk.state, desk.state);
}

/** Scenarios: chosen, predicted, run, and held against the prediction. */
export function ScenarioPanel({
  desk,
  bench,
  driving,
  now,
}: {
  desk: ScenarioDesk;
  bench: CompareBench;
  /** Whether this tab runs the source, which a scenario has to set. */
  driving: boolean;
  /** The page's clock, a few times a second. */
  now: number;
}): JSX.Element {
  const state = useDesk(desk);
  const heading = useRef<HTMLHeadingElement>(null);
  const { name } = state;
  // What the reader pressed is gone with each step: the heading of the next one takes the focus. Who has gone elsewhere
  // meanwhile is left there.
  useEffect(() => {
    if (name !== 'idle' && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [name]);

  return (
    <section className={styles.panel} aria-label="Scenarios" data-state={name}>
      {state.name === 'idle' ? (
        <List onChoose={desk.choose} />
      ) : (
        <>
          <div className={styles.head}>
            <h2 ref={heading} tabIndex={-1} className={styles.title}>
              {state.scenario.title}
            </h2>
            {state.name !== 'running' && (
              <button type="button" className={controls.button} onClick={desk.close}>
                All scenarios
              </button>
            )}
          </div>
          {state.name === 'asking' && <Asking state={state} desk={desk} bench={bench} driving={driving} />}
          {state.name === 'running' && <Running state={state} desk={desk} now={now} />}
          {state.name === 'done' && <Done state={state} onAgain={() => desk.choose(state.scenario)} />}
          {state.name === 'stopped' && (
            <div className={styles.actions}>
              <p role="status">{state.reason}</p>
              <button type="button" className={controls.button} onClick={() => desk.choose(state.scenario)}>
                Begin again
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function List({ onChoose }: { onChoose: (scenario: Scenario) => void }): JSX.Element {
  return (
    <ul className={styles.list}>
      {SCENARIOS.map((scenario) => (
        <li key={scenario.id}>
          <button type="button" className={controls.button} onClick={() => onChoose(scenario)}>
            {scenario.title}
          </button>
          <span className={styles.about}>{scenario.about}</span>
        </li>
      ))}
    </ul>
  );
}
