'use client';

import type { JSX } from 'react';
import type { Attempt } from '../../progress/index.ts';
import { count, formatMoment, formatSpan } from './format.ts';
import styles from './attempts.module.css';
import { useProgress } from './use-progress.ts';

/** The record of what was tried at a challenge, here and in the terminal, the latest first; of one mode, or of both. */
export function Attempts({ slug, mode }: { slug: string; mode?: Attempt['mode'] }): JSX.Element {
  const view = useProgress();
  const attempts = (view?.progress.attempts ?? [])
    .filter(
      (attempt) =>
        attempt.slug === slug &&
        (mode === undefined || attempt.mode === mode) &&
        (attempt.runs > 0 || attempt.hints > 0 || attempt.endedAt !== null),
    )
    .toReversed();
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts">Your attempts</h2>
      {attempts.length === 0 ? (
        <p>None yet. What you do here is recorded in this browser, and nowhere else.</p>
      ) : (
        // A table that is wider than the screen is swept.
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="The record">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Time</th>
                <th scope="col">Runs</th>
                <th scope="col">Hints</th>
                <th scope="col">Best run</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <Row key={attempt.id} attempt={attempt} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ attempt }: { attempt: Attempt }): JSX.Element {
  const { startedAt, mode, door, elapsedMs, runs, hints, passed, tests, solvedAt, solutionSeen, review, notes } =
    attempt;
  const marks = (['yes', 'partly', 'no'] as const)
    .map((mark) => [mark, review.filter((point) => point.mark === mark).length] as const)
    .filter(([, number]) => number > 0);
  return (
    <>
      <tr>
        <th scope="row">{formatMoment(startedAt)}</th>
        <td>
          {mode}
          {door === 'terminal' ? ', terminal' : ''}
        </td>
        <td>{formatSpan(elapsedMs)}</td>
        <td>{runs}</td>
        <td>
          {hints}
          {solutionSeen ? ' + solution' : ''}
        </td>
        <td data-solved={solvedAt !== null}>
          {tests === 0 ? '–' : `${passed}/${tests}`}
          {solvedAt === null ? '' : ' passed'}
        </td>
      </tr>
      {marks.length === 0 && notes === '' ? null : (
        <tr>
          <td colSpan={6} className={styles.review}>
            {marks.length === 0 ? null : (
              <p>Self-review: {marks.map(([mark, number]) => `${number} ${mark}`).join(', ')}</p>
            )}
            {notes === '' ? null : (
              <details>
                <summary>Notes, {count(notes.length, 'character')}</summary>
                <p className={styles.notes}>{notes}</p>
              </details>
            )}
          </td>
        </tr>
      )}
    </>
  );
}
