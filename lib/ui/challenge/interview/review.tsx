'use client';

import { type JSX, useEffect, useRef } from 'react';
import type { ReviewMark } from '../../../progress/index.ts';
import { count, formatClock } from '../format.ts';
import panes from '../panes.module.css';
import type { ChallengeFacts } from '../texts.ts';
import styles from './interview.module.css';
import type { Interview } from './interview-state.ts';
import { Notes } from './notes.tsx';
import type { InterviewHandle } from './use-interview.ts';

const MARKS: readonly ReviewMark[] = ['yes', 'partly', 'no'];

/** What somebody says of their own attempt, point by point. All of it is recorded at once. */
export function Review({
  facts,
  handle,
  interview,
}: {
  facts: ChallengeFacts;
  handle: InterviewHandle;
  interview: Interview;
}): JSX.Element {
  const { attempt, judge, note, close } = handle;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone; the focus goes on with the reader.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={`${panes.pane} ${styles.review}`} aria-labelledby="review">
      <h2 id="review" ref={heading} tabIndex={-1}>
        How did it go?
      </h2>
      <p className={styles.outcome}>
        {formatClock(interview.spentMs)} of {facts.minutes} min · {count(attempt?.runs ?? 0, 'run')} ·{' '}
        {sayBest(attempt?.passed ?? 0, attempt?.tests ?? 0)}
      </p>
      <p className={panes.soft}>
        This is what an interviewer listens for here. Did you do it, so that somebody could hear it?
      </p>
      <ol className={styles.points}>
        {facts.interviewers.map((point) => (
          <li key={point}>
            <fieldset>
              <legend>{point}</legend>
              <div className={styles.marks}>
                {MARKS.map((mark) => (
                  <label key={mark}>
                    <input
                      type="radio"
                      name={point}
                      checked={attempt?.review.find((it) => it.point === point)?.mark === mark}
                      onChange={() => judge(point, mark)}
                    />
                    <span>{mark}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <Notes
        label="In your own words: what went well, what would you do otherwise?"
        notes={attempt?.notes ?? ''}
        onNote={note}
      />
      <p className={panes.row}>
        <button type="button" className={panes.primary} onClick={close}>
          Put it into the record
        </button>
        <a href={`/challenges/${facts.slug}`}>Back to the challenge, with hints and solution</a>
      </p>
    </section>
  );
}

function sayBest(passed: number, tests: number): string {
  if (tests === 0) return 'the grade did not run';
  return passed === tests ? `all ${tests} tests passed` : `${passed} of ${tests} tests passed at best`;
}
