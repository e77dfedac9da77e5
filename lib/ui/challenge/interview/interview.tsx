'use client';

import type { JSX, ReactNode } from 'react';
import { Attempts } from '../attempts.tsx';
import panes from '../panes.module.css';
import type { ChallengeFacts } from '../texts.ts';
import { TroubleNote } from '../trouble-note.tsx';
import { InterviewBench } from './interview-bench.tsx';
import styles from './interview.module.css';
import { Review } from './review.tsx';
import { useInterview } from './use-interview.ts';

/** A challenge as an interview: a clock, the brief, notes, no help; at the end one judges oneself. */
export function Interview({ facts, children }: { facts: ChallengeFacts; children: ReactNode }): JSX.Element {
  const handle = useInterview(facts);
  const { interview, trouble } = handle;
  return (
    <>
      <TroubleNote trouble={trouble} what="The clock" className={styles.trouble} />
      {interview === null || interview === undefined ? (
        <div className={styles.start}>
          <section className={panes.pane} aria-labelledby="awaits">
            <h2 id="awaits">What awaits you</h2>
            <p className={panes.soft}>
              You get the brief, an editor with the start, and a field for notes, as a shared screen in an interview has
              them. A clock runs; {facts.minutes} minutes are meant for this one, and nothing happens when they are
              over.
            </p>
            <ul className={styles.list}>
              <li>You can run the grade as often as you like. Each run is counted.</li>
              <li>There are no hints and no solution, and the source of the grade is not shown.</li>
              <li>The clock goes on over a reload and while the page is hidden. You can pause it.</li>
              <li>At the end you judge yourself by what an interviewer listens for.</li>
            </ul>
            <p className={panes.soft}>Speak while you work. Most of what an interview judges is said, not typed.</p>
            <p>
              <button type="button" className={panes.primary} disabled={interview === undefined} onClick={handle.begin}>
                Begin the interview
              </button>
            </p>
          </section>
          <Attempts slug={facts.slug} mode="interview" />
        </div>
      ) : null}
      {interview?.phase === 'running' ? (
        <InterviewBench facts={facts} handle={handle} interview={interview}>
          {children}
        </InterviewBench>
      ) : null}
      {interview?.phase === 'review' ? <Review facts={facts} handle={handle} interview={interview} /> : null}
    </>
  );
}
