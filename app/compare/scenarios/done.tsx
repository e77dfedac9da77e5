import { type JSX, useState } from 'react';
import { isRight, NOT_PREDICTED, toText } from '../../../lib/ui/faults/scenarios/copy-text.ts';
import type { DeskState } from '../../../lib/ui/faults/scenarios/index.ts';
import controls from '../../../lib/ui/lane/controls.module.css';
import { TransportMark } from '../../../lib/ui/transport-mark/index.ts';
import tables from '../tables.module.css';
import { Herds } from './herds.tsx';
import styles from './scenarios.module.css';
import { Streams } from './streams.tsx';

type DoneState = Extract<DeskState, { name: 'done' }>;

const WHO = { lanes: 'lane', wall: 'stream', herd: 'herd' } as const;

/** What was predicted beside what was measured, and why. */
export function Done({ state, onAgain }: { state: DoneState; onAgain: () => void }): JSX.Element {
  const { scenario, outcome, predictions } = state;
  const labelOf = (id: string | undefined): string =>
    scenario.choices.find((choice) => choice.id === id)?.label ?? NOT_PREDICTED;
  return (
    <>
      <div className={tables.scroll} tabIndex={0} role="group" aria-label="Predicted and measured">
        <table className={`${tables.table} ${styles.result}`}>
          <thead>
            <tr>
              <th scope="col">{WHO[scenario.kind]}</th>
              <th scope="col">predicted</th>
              <th scope="col">measured</th>
              {outcome.columns.map((column) => (
                <th key={column} scope="col" className={tables.number}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {outcome.subjects.map(({ id, label, transport, choice, choiceLabel, cells }) => {
              const right = isRight(predictions[id], choice);
              return (
                <tr key={id} data-subject={id} data-measured={choice}>
                  <th scope="row">
                    <span className={styles.subject}>
                      {transport && <TransportMark id={transport} size={14} />}
                      {label}
                    </span>
                  </th>
                  <td className={styles.words}>{labelOf(predictions[id])}</td>
                  <td className={styles.words} data-right={right}>
                    {right !== undefined && (
                      <span className={styles.verdict}>{right ? '✓ as predicted' : '✗ otherwise'}</span>
                    )}
                    {choiceLabel}
                  </td>
                  {cells.map((cell, index) => (
                    <td key={outcome.columns[index]} className={tables.number}>
                      {cell}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {outcome.streams && <Streams streams={outcome.streams} />}
      {outcome.herds && <Herds herds={outcome.herds} />}
      <dl className={styles.explained}>
        {outcome.subjects.map(({ id, label, choiceLabel, explanation }) => (
          <div key={id}>
            <dt>{label}</dt>
            {/* On a phone the table has to be swept through for this. */}
            <dd className={styles.narrow}>
              Predicted: {labelOf(predictions[id])}. Measured: {choiceLabel}.
            </dd>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
      <Actions state={state} onAgain={onAgain} />
    </>
  );
}

function Actions({ state, onAgain }: { state: DoneState; onAgain: () => void }): JSX.Element {
  const [said, setSaid] = useState('');
  const [text, setText] = useState<string>();

  async function copy(): Promise<void> {
    const copied = toText(state);
    try {
      await navigator.clipboard.writeText(copied);
      setText(undefined);
      setSaid('copied');
    } catch {
      // Only secure origins have a clipboard: localhost is one, a lab opened by its address in a network is not.
      setText(copied);
      setSaid('copy it from here:');
    }
  }

  return (
    <>
      <div className={styles.actions}>
        <button type="button" className={controls.button} onClick={onAgain}>
          Again
        </button>
        <button type="button" className={controls.button} onClick={() => void copy()}>
          Copy as text
        </button>
        <span className={controls.said} role="status">
          {said}
        </span>
      </div>
      {text !== undefined && <textarea className={controls.fallback} readOnly value={text} aria-label="Results" />}
    </>
  );
}
