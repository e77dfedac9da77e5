'use client';

import { type JSX, type RefObject, useState } from 'react';
import type { AnswerStore, AnswerView } from './answer-store.ts';
import styles from './answer-pane.module.css';
import { CodeEditor, type CodeEditorHandle } from './editor/code-editor.tsx';
import { CodeView } from './editor/code-view.tsx';
import { formatTime } from './format.ts';
import { KeptAnswers } from './kept-answers.tsx';
import { TabList } from './tab-list.tsx';
import type { ChallengeFacts } from './texts.ts';
import { TroubleNote } from './trouble-note.tsx';
import { useTabChoice } from './use-tab-choice.ts';

type Shown = 'answer' | 'grade' | 'kept';

/** The answer in its editor; on the tabs beside it the grade, and the answers that were put away. */
export function AnswerPane({
  facts,
  answer,
  store,
  editor,
  hasOtherTab,
  isInterview = false,
  onTyped,
  onRun,
  onStartAgain,
}: {
  facts: Pick<ChallengeFacts, 'grade' | 'start' | 'title'>;
  answer: AnswerView;
  store: AnswerStore | undefined;
  editor: RefObject<CodeEditorHandle | null>;
  hasOtherTab: boolean;
  /** Then the grade is not shown. @default false */
  isInterview?: boolean;
  onTyped: () => void;
  onRun: () => void;
  onStartAgain: () => void;
}): JSX.Element {
  const [shown, setShown] = useState<Shown>('answer');
  const [tabIndents, setTabIndents] = useTabChoice();
  const isStart = answer.code === facts.start;
  return (
    <>
      <div className={styles.head}>
        <TabList
          name="work"
          label="Answer and grade"
          tabs={[
            { id: 'answer', label: 'answer.ts' },
            ...(isInterview ? [] : [{ id: 'grade', label: 'grade.test.ts' } as const]),
            { id: 'kept', label: 'Kept', note: String(answer.kept.length) },
          ]}
          chosen={shown}
          onChoose={setShown}
        />
        <button
          type="button"
          className={styles.again}
          disabled={isStart}
          title="Puts this answer away, under “Kept”, and begins with the start"
          onClick={() => {
            onStartAgain();
            store?.startAgain();
            setShown('answer');
          }}
        >
          Start again
        </button>
      </div>
      <div
        id="work-answer"
        className={styles.panel}
        role="tabpanel"
        aria-labelledby="work-answer-tab"
        hidden={shown !== 'answer'}
      >
        <CodeEditor
          code={answer.code}
          replaced={answer.replaced}
          label={`Your answer to ${facts.title}`}
          describedBy="editor-keys"
          tabIndents={tabIndents}
          onChange={(code) => {
            // What the editor was told to show is no typing.
            if (code === store?.view().code) return;
            store?.edit(code);
            onTyped();
          }}
          onRun={onRun}
          handle={editor}
        />
      </div>
      <div
        id="work-grade"
        className={styles.panel}
        role="tabpanel"
        aria-labelledby="work-grade-tab"
        hidden={shown !== 'grade'}
      >
        {shown === 'grade' ? <CodeView code={facts.grade} label="The source of the grade" /> : null}
      </div>
      <div
        id="work-kept"
        className={`${styles.panel} ${styles.padded}`}
        role="tabpanel"
        aria-labelledby="work-kept-tab"
        hidden={shown !== 'kept'}
        tabIndex={0}
      >
        <KeptAnswers
          kept={answer.kept}
          onBringBack={(kept) => {
            store?.bringBack(kept);
            setShown('answer');
          }}
        />
      </div>
      <div className={styles.foot}>
        <p id="editor-keys" className={styles.keys}>
          {tabIndents
            ? 'Tab indents; Escape, then Tab moves on.'
            : 'Tab moves on; indent with Ctrl ] (Cmd ] on a Mac).'}
        </p>
        <label className={styles.choice}>
          <input type="checkbox" checked={tabIndents} onChange={({ target }) => setTabIndents(target.checked)} />
          Tab indents
        </label>
        <p className={styles.saved}>{saySaved(answer)}</p>
        <TroubleNote trouble={answer.trouble} what="Your answer" className={styles.trouble} />
        {answer.otherTab === null ? null : (
          <p className={styles.note} role="status">
            {answer.otherTab.kind === 'taken'
              ? `Another tab changed this answer at ${formatTime(answer.otherTab.at)}; it is shown here as well.`
              : `Another tab changed this answer at ${formatTime(answer.otherTab.at)}. Yours stands here; the other is under “Kept”.`}
          </p>
        )}
        {hasOtherTab && answer.otherTab === null ? (
          <p className={styles.note} role="status">
            This challenge is open in another tab as well. What you type in one shows in the other.
          </p>
        ) : null}
      </div>
    </>
  );
}

function saySaved({ isPending, savedAt, trouble }: AnswerView): string {
  if (trouble !== null && trouble.kind !== 'unreadable') return 'not saved';
  if (isPending) return 'saving …';
  return savedAt === null ? '' : `saved here ${formatTime(savedAt)}`;
}
