'use client';

import type { JSX } from 'react';
import styles from './panes.module.css';
import type { HintsFile } from './texts.ts';
import { useFetched } from './use-fetched.ts';

/** The hints, one by one. What has been shown stays until a new attempt begins. */
export function Hints({
  slug,
  total,
  shown,
  onShow,
}: {
  slug: string;
  total: number;
  shown: number;
  onShow: (count: number) => void;
}): JSX.Element {
  const file = useFetched<HintsFile>(`/challenges/${slug}/hints.json`, shown > 0);
  const visible = Math.min(shown, total);
  return (
    <div className={styles.pane}>
      {shown === 0 ? (
        <p className={styles.soft}>
          There are {total}, from a nudge to nearly the answer. Each that you look at is noted in your record, and
          nowhere else.
        </p>
      ) : null}
      {file.state === 'failed' ? (
        <p className={styles.bad}>The hints could not be fetched. Is the lab still running?</p>
      ) : null}
      {file.state === 'ready' ? (
        <ol className={styles.hints}>
          {file.value.hints.slice(0, visible).map(({ title, html }, index) => (
            <li key={title}>
              <h3>
                <span className={styles.label}>
                  Hint {index + 1} of {total}
                </span>
                {title}
              </h3>
              {/* Rendered from the challenge's own hints.md while the pages were built. */}
              <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />
            </li>
          ))}
        </ol>
      ) : null}
      {visible < total ? (
        <p>
          <button type="button" className={styles.button} onClick={() => onShow(visible + 1)}>
            {visible === 0 ? 'Show the first hint' : 'Show the next hint'}
            <span className={styles.soft}>
              {visible + 1} of {total}
            </span>
          </button>
        </p>
      ) : (
        <p className={styles.soft}>These were all hints.</p>
      )}
    </div>
  );
}
