import type { JSX } from 'react';
import { BEHAVIOURS } from './behaviours.ts';
import { CLIENT_KINDS, type ClientKind } from './client.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import styles from './fault-test.module.css';
import { CLIENT_NAMES, FAULT_NAMES } from './names.ts';
import { pairOf, type SuiteHandle } from './use-suite.ts';

/** Each client against each fault: how many tests have passed, and which pair is looked at. */
export function OutcomeMatrix({
  suite,
  chosen,
  onChoose,
}: {
  suite: SuiteHandle;
  chosen: { kind: ClientKind; fault: FaultKind };
  onChoose: (kind: ClientKind, fault: FaultKind) => void;
}): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="Each client with each fault" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Client</th>
            {FAULT_KINDS.map((fault) => (
              <th key={fault} scope="col">
                {FAULT_NAMES[fault]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CLIENT_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{CLIENT_NAMES[kind]}</th>
              {FAULT_KINDS.map((fault) => {
                const { text, verdict } = cellOf(suite, kind, fault);
                return (
                  <td key={fault}>
                    <button
                      type="button"
                      className={styles.cell}
                      data-pair={pairOf(kind, fault)}
                      data-verdict={verdict}
                      aria-pressed={chosen.kind === kind && chosen.fault === fault}
                      aria-label={`${CLIENT_NAMES[kind]}, ${FAULT_NAMES[fault]}: ${text}`}
                      onClick={() => onChoose(kind, fault)}
                    >
                      {text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellOf(
  { outcomes, running }: SuiteHandle,
  kind: ClientKind,
  fault: FaultKind,
): { text: string; verdict: 'none' | 'running' | 'passed' | 'failed' } {
  const pair = pairOf(kind, fault);
  const known = outcomes[pair];
  if (running === pair) return { text: 'runs', verdict: 'running' };
  if (known === undefined || known.length < BEHAVIOURS.length) return { text: '–', verdict: 'none' };
  const failures = known.filter(({ failure }) => failure !== undefined).length;
  return failures === 0
    ? { text: 'all pass', verdict: 'passed' }
    : { text: `${failures} ${failures === 1 ? 'fails' : 'fail'}`, verdict: 'failed' };
}
