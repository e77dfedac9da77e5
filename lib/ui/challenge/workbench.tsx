'use client';

import { type JSX, type ReactNode, useRef, useState } from 'react';
import { AnswerPane } from './answer-pane.tsx';
import type { CodeEditorHandle } from './editor/code-editor.tsx';
import { Hints } from './hints.tsx';
import { Results } from './results.tsx';
import { RunBar } from './run-bar.tsx';
import { sayRun } from './say-run.ts';
import { splitStyle } from './split-style.ts';
import { Splitter } from './splitter.tsx';
import { Solution } from './solution.tsx';
import { TabList } from './tab-list.tsx';
import type { ChallengeFacts } from './texts.ts';
import { useAnswer } from './use-answer.ts';
import { useMedia, WIDE } from './use-media.ts';
import { useOtherTabs } from './use-other-tabs.ts';
import { usePractice } from './use-practice.ts';
import { useRun } from './use-run.ts';
import { SPLIT_RANGES, useSplit } from './use-split.ts';
import styles from './workbench.module.css';

type Side = 'brief' | 'hints' | 'solution';

/** Brief, editor and results of a challenge; hints and solution for whoever asks. */
export function Workbench({ facts, children }: { facts: ChallengeFacts; children: ReactNode }): JSX.Element {
  const { slug, hints, start, grade } = facts;
  const { answer, store } = useAnswer({ slug, mode: 'practice', start });
  const practice = usePractice(slug);
  const run = useRun({ slug, grade, onVerdict: practice.ran });
  const hasOtherTab = useOtherTabs(`wirelab.challenge.${slug}`);
  const isWide = useMedia(WIDE);
  const [side, setSide] = useState<Side>('brief');
  const { split, change, reset } = useSplit();
  const editor = useRef<CodeEditorHandle>(null);
  const shownHints = practice.attempt?.hints ?? 0;
  const isSolved = practice.standing?.state === 'solved';
  const isSeen = practice.attempt?.solutionSeen === true;

  // What was typed before the grade was asked for is what is graded.
  const runNow = (): void => {
    if (run.state.kind === 'running') return;
    store?.flush();
    run.run(store?.view().code ?? start);
  };

  const hintsPane = <Hints slug={slug} total={hints} shown={shownHints} onShow={practice.showHints} />;
  const solutionPane = (
    <Solution slug={slug} code={answer.code} isSolved={isSolved} isSeen={isSeen} onShow={practice.showSolution} />
  );
  const chosen = isWide === true ? side : 'brief';

  return (
    <div className={styles.bench} style={splitStyle(split)}>
      <div className={styles.left}>
        <Splitter
          label="Width of the brief"
          orientation="vertical"
          value={split.columns}
          range={SPLIT_RANGES.columns}
          onChange={(columns) => change({ columns })}
          onReset={reset}
        />
        <div className={styles.wideOnly}>
          <TabList
            name="side"
            label="The task"
            tabs={[
              { id: 'brief', label: 'Brief' },
              { id: 'hints', label: 'Hints', note: `${Math.min(shownHints, hints)}/${hints}` },
              { id: 'solution', label: 'Solution' },
            ]}
            chosen={side}
            onChoose={setSide}
          />
        </div>
        <section id="side-brief" className={styles.scroll} aria-label="Brief" hidden={chosen !== 'brief'} tabIndex={0}>
          {children}
        </section>
        {chosen === 'hints' ? (
          <section id="side-hints" className={styles.scroll} aria-label="Hints" tabIndex={0}>
            <h2 className={styles.unseen}>Hints</h2>
            {hintsPane}
          </section>
        ) : null}
        {chosen === 'solution' ? (
          <section id="side-solution" className={styles.scroll} aria-label="Solution" tabIndex={0}>
            <h2 className={styles.unseen}>Solution</h2>
            {solutionPane}
          </section>
        ) : null}
      </div>

      <div className={styles.right}>
        <AnswerPane
          facts={facts}
          answer={answer}
          store={store}
          editor={editor}
          hasOtherTab={hasOtherTab}
          onTyped={practice.touch}
          onRun={runNow}
          onStartAgain={practice.end}
        />
        <div className={styles.barRow}>
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
        <section className={styles.verdict} aria-label="Results" tabIndex={0}>
          <h2 className={styles.unseen}>Results</h2>
          <Results run={run.state} code={answer.code} goTo={(line, column) => editor.current?.goTo(line, column)} />
        </section>
        <p className={styles.unseen} role="status">
          {sayRun(run.state)}
        </p>
      </div>

      {isWide === true ? null : (
        <div className={styles.narrowOnly}>
          <section aria-labelledby="hints">
            <h2 id="hints">Hints</h2>
            {hintsPane}
          </section>
          <section aria-labelledby="solution">
            <h2 id="solution">Solution</h2>
            {solutionPane}
          </section>
        </div>
      )}
    </div>
  );
}
