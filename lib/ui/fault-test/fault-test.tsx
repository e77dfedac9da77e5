'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { BEHAVIOURS } from './behaviours.ts';
import type { ClientKind } from './client.ts';
import styles from './fault-test.module.css';
import type { FaultKind } from './faults.ts';
import { CLIENT_NAMES, FAULT_NAMES, FAULT_TEXTS } from './names.ts';
import { OutcomeMatrix } from './outcome-matrix.tsx';
import { pairOf, useSuite } from './use-suite.ts';

/** A small suite that runs in this page against the lab: five clients, each with five faults. */
export function FaultTest(): JSX.Element {
  const figure = useFigureSession();
  const suite = useSuite(figure);
  const [chosen, setChosen] = useState<{ kind: ClientKind; fault: FaultKind }>({
    kind: 'forgets-position',
    fault: 'none',
  });
  const { isRunning } = suite;
  const pair = pairOf(chosen.kind, chosen.fault);
  const known = suite.outcomes[pair] ?? [];

  return (
    <LiveFigure
      id="fault-test"
      title="Three tests, five clients, five faults"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <OutcomeMatrix suite={suite} chosen={chosen} onChoose={(kind, fault) => setChosen({ kind, fault })} />
      <div className={styles.actions}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={isRunning}
          onClick={() => suite.runOne(chosen.kind, chosen.fault)}
        >
          Run the chosen pair
        </button>
        <button type="button" className={controls.button} disabled={isRunning} onClick={suite.runAll}>
          Run all of them
        </button>
        <button type="button" className={controls.button} disabled={!isRunning} onClick={suite.stop}>
          Stop
        </button>
      </div>
      <div className={styles.detail}>
        <p>
          <strong>
            {CLIENT_NAMES[chosen.kind]}, {FAULT_NAMES[chosen.fault]}.
          </strong>{' '}
          {FAULT_TEXTS[chosen.fault]}
        </p>
        <ol className={styles.tests}>
          {BEHAVIOURS.map(({ title }) => {
            const outcome = known.find((one) => one.title === title);
            const verdict = outcome === undefined ? 'none' : outcome.failure === undefined ? 'passed' : 'failed';
            return (
              <li key={title} data-test={title} data-verdict={verdict}>
                <span className={styles.verdict}>{verdict === 'none' ? 'not run' : verdict}</span>
                <span>
                  {title}
                  {outcome && (
                    <span className={styles.took}> {Math.round(outcome.tookMs).toLocaleString('en')} ms</span>
                  )}
                  {outcome?.failure !== undefined && <span className={styles.failure}>{outcome.failure}</span>}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (suite.trouble !== undefined) return `The run has ended: ${suite.trouble}.`;
    if (figure.standing.name !== 'ready' && figure.standing.name !== 'idle') {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (isRunning) return 'Each test has a topic and a client of its own, and a real server behind the edge.';
    const all = Object.values(suite.outcomes).flat();
    if (all.length === 0) return 'Nothing was run yet.';
    const failed = all.filter(({ failure }) => failure !== undefined).length;
    return `${all.length} tests run, ${all.length - failed} passed, ${failed} failed.`;
  }
}
