'use client';

import { type JSX, useState } from 'react';
import type { KeptAnswer } from './answer-store.ts';
import { CodeView } from './editor/code-view.tsx';
import { count, formatMoment } from './format.ts';
import styles from './panes.module.css';

const REASONS: Readonly<Record<KeptAnswer['reason'], string>> = {
  'started-again': 'put away when you started again',
  'brought-back': 'put away when an earlier one was brought back',
  'other-tab': 'written in another tab meanwhile',
};

/** The earlier answers, each to be looked at and to be brought back. */
export function KeptAnswers({
  kept,
  onBringBack,
}: {
  kept: readonly KeptAnswer[];
  onBringBack: (kept: KeptAnswer) => void;
}): JSX.Element {
  const [shown, setShown] = useState<KeptAnswer>();
  if (kept.length === 0) {
    return <p className={styles.soft}>No earlier answer is kept. “Start again” puts the present one here.</p>;
  }
  return (
    <div className={styles.pane}>
      <ol className={styles.kept}>
        {kept.map((answer) => (
          <li key={`${answer.at} ${answer.code.length}`}>
            <time dateTime={new Date(answer.at).toISOString()}>{formatMoment(answer.at)}</time>
            <span>
              {REASONS[answer.reason]} · {count(answer.code.split('\n').length, 'line')}
            </span>
            <button
              type="button"
              className={styles.button}
              aria-expanded={shown === answer}
              onClick={() => setShown(shown === answer ? undefined : answer)}
            >
              {shown === answer ? 'Hide' : 'Look at it'}
            </button>
            <button type="button" className={styles.button} onClick={() => onBringBack(answer)}>
              Bring it back
            </button>
          </li>
        ))}
      </ol>
      {shown === undefined ? null : (
        <div className={styles.frame}>
          <CodeView code={shown.code} label={`The answer kept on ${formatMoment(shown.at)}`} grows />
        </div>
      )}
    </div>
  );
}
