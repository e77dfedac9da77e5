'use client';

import { type JSX, type ReactNode, useRef } from 'react';
import { AnswerPane } from '../answer-pane.tsx';
import bench from '../workbench.module.css';
import type { CodeEditorHandle } from '../editor/code-editor.tsx';
import panes from '../panes.module.css';
import { Results } from '../results.tsx';
import { RunBar } from '../run-bar.tsx';
import { sayRun } from '../say-run.ts';
import { splitStyle } from '../split-style.ts';
import { Splitter } from '../splitter.tsx';
import type { ChallengeFacts } from '../texts.ts';
import { useAnswer } from '../use-answer.ts';
import { useOtherTabs } from '../use-other-tabs.ts';
import { useRun } from '../use-run.ts';
import { SPLIT_RANGES, useSplit } from '../use-split.ts';
import { Clock } from './clock.tsx';
import styles from './interview.module.css';
import type { Interview } from './interview-state.ts';
import { Notes } from './notes.tsx';
import type { InterviewHandle } from './use-interview.ts';

/** Where an interview takes place: clock, brief and notes, editor and results. */
export function InterviewBench({
  facts,
  handle,
  interview,
  children,
}: {
  facts: ChallengeFacts;
  handle: InterviewHandle;
  interview: Interview;
  children: ReactNode;
}): JSX.Element {
  const { slug, start, grade, minutes } = facts;
  const { answer, store } = useAnswer({ slug, mode: 'interview', start });
  const run = useRun({ slug, grade, onVerdict: handle.ran });
  const hasOtherTab = useOtherTabs(`wirelab.interview.${slug}`);
  const { split, change, reset } = useSplit();
  const editor = useRef<CodeEditorHandle>(null);
  const isPaused = interview.since === null;
  const runNow = (): void => {
    if (run.state.kind === 'running') return;
    store?.flush();
    run.run(store?.view().code ?? start);
  };
  return (
    <>
      <div className={styles.bar} role="group" aria-label="Interview">
        <Clock interview={interview} minutes={minutes} />
        <button type="button" className={panes.button} onClick={isPaused ? handle.resume : handle.pause}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
        <button type="button" className={panes.primary} onClick={handle.end}>
          End and review
        </button>
      </div>
      <div className={`${bench.bench} ${styles.bench}`} style={splitStyle(split)}>
        <div className={`${bench.left} ${styles.left}`}>
          <Splitter
            label="Width of the brief"
            orientation="vertical"
            value={split.columns}
            range={SPLIT_RANGES.columns}
            onChange={(columns) => change({ columns })}
            onReset={reset}
          />
          <section className={bench.scroll} aria-label="Brief" tabIndex={0}>
            {children}
          </section>
          <Notes notes={handle.attempt?.notes ?? ''} onNote={handle.note} />
        </div>
        <div className={bench.right}>
          <AnswerPane
            facts={facts}
            answer={answer}
            store={store}
            editor={editor}
            hasOtherTab={hasOtherTab}
            isInterview
            onTyped={doNothing}
            onRun={runNow}
            onStartAgain={doNothing}
          />
          <div className={bench.barRow}>
            <RunBar run={run} onRun={runNow} />
            <Splitter
              label="Height of the editor"
              orientation="horizontal"
              value={split.rows}
              range={SPLIT_RANGES.rows}
              onChange={(rows) => change({ rows })}
              onReset={reset}
            />
          </div>
          <section className={bench.verdict} aria-label="Results" tabIndex={0}>
            <h2 className={bench.unseen}>Results</h2>
            <Results run={run.state} code={answer.code} goTo={(line, column) => editor.current?.goTo(line, column)} />
          </section>
          <p className={bench.unseen} role="status">
            {sayRun(run.state)}
          </p>
        </div>
      </div>
    </>
  );
}

function doNothing(): void {
  // An interview is one attempt from its beginning to its end.
}
