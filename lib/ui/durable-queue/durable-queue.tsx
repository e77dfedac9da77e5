'use client';

import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionHandle } from '../lab/session.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './durable-queue.module.css';
import { QueueFacts } from './queue-facts.tsx';
import type { QueueRun } from './queue-run.ts';
import { QueueTable, timeOf } from './queue-table.tsx';
import { useQueueRun } from './use-queue-run.ts';

/** How many a press of “Write five” writes. */
const BATCH = 5;

/** A queue in IndexedDB that survives a reload of this page, and is sent by one of its tabs. */
export function DurableQueue(): JSX.Element {
  const figure = useFigureSession();
  const { state, found, trouble, run } = useQueueRun();
  const [text, setText] = useState<string>();
  const { said, guarded } = useSaid();
  const [isDown, setIsDown] = useState(false);
  const [isLosing, setIsLosing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const role = state?.outbox.role ?? 'idle';
  const { handle } = figure;

  // A session that takes the place of another begins without faults.
  useEffect(
    () =>
      handle?.subscribe(() => {
        const now = handle.state();
        if (now.name === 'open') setIsDown(now.toxics.websocket.down === true);
      }),
    [handle],
  );

  const withRun = (act: (own: QueueRun) => Promise<void>): void =>
    guarded(async () => {
      const own = run();
      if (own) await act(own);
    });

  const overLab = (act: (own: QueueRun, session: SessionHandle) => Promise<void> | void): void =>
    withRun(async (own) => act(own, await figure.ready()));

  const write = (): void =>
    withRun(async (own) => {
      const draft = (text ?? found?.draft ?? '').trim();
      if (draft === '') return field.current?.focus();
      // The field is emptied when the store has the message, and not before.
      await own.write(draft);
      setText('');
    });

  const lose = (): void =>
    overLab(async (own, session) => {
      setIsLosing(true);
      await own.loseAnswer(session, 'its first answer is lost').finally(() => setIsLosing(false));
    });

  return (
    <LiveFigure
      id="durable-queue"
      title="A queue on this browser’s disk"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <form
        className={styles.actions}
        onSubmit={(event) => {
          event.preventDefault();
          write();
        }}
      >
        <label className={styles.field}>
          <span className={styles.label}>Message; a draft is kept with every letter</span>
          <input
            ref={field}
            className={controls.input}
            type="text"
            maxLength={120}
            autoComplete="off"
            value={text ?? found?.draft ?? ''}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              withRun((own) => own.saveDraft(currentTarget.value));
            }}
          />
        </label>
        <button type="submit" className={`${controls.button} ${controls.main}`}>
          Write
        </button>
        <button type="button" className={controls.button} onClick={() => withRun(writeBatch)}>
          Write five
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => withRun((own) => own.write('no server takes this one', 'refused'))}
        >
          Write one that is refused
        </button>
      </form>
      <div className={styles.actions} role="group" aria-label="The connection of this tab">
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={role !== 'idle'}
          onClick={() => overLab((own, session) => own.start(session))}
        >
          Connect and send
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => overLab((own, session) => own.setDown(session, !isDown))}
        >
          {isDown ? 'Bring the connection back' : 'Take the connection down'}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={role !== 'sending' || isDown || isLosing}
          onClick={lose}
        >
          Lose an answer
        </button>
      </div>
      <QueueFacts state={state} />
      <QueueTable state={state} onRetry={(n) => withRun((own) => own.retry(n))} />
      <div className={styles.actions} role="group" aria-label="This page and its log">
        <button
          type="button"
          className={controls.button}
          onClick={() => overLab((own, session) => own.readBack(session))}
        >
          Read the log back
        </button>
        <button type="button" className={controls.button} onClick={() => location.reload()}>
          Reload this page
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => window.open(location.href, '_blank', 'noopener')}
        >
          Open a second tab
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={() => withRun((own) => own.clear().then(() => setText('')))}
        >
          Begin anew
        </button>
      </div>
    </LiveFigure>
  );

  async function writeBatch(own: QueueRun): Promise<void> {
    for (let count = 0; count < BATCH; count++) await own.write(`one of ${BATCH}`);
  }

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    const { standing } = figure;
    if (standing.name !== 'ready' && standing.name !== 'idle') {
      return <StandingText standing={standing} onRetry={figure.start} />;
    }
    if (trouble !== undefined) {
      return `${trouble}. ${state?.kind === 'memory' ? 'The queue is kept in memory: a reload loses it.' : ''}`;
    }
    if (state === undefined || found === undefined) return 'The store is being opened.';
    if (state.count?.isOther === true) {
      return 'The lab was restarted since the first message: its log is another, and what stood in the old one is gone with it. Begin anew to count again.';
    }
    const waiting = state.outbox.queue.messages.filter((message) => message.state === 'waiting').length;
    if (role === 'waiting') return 'Another tab sends. This one takes over by itself when that one is closed.';
    if (role === 'sending' && state.outbox.trouble !== undefined && waiting > 0) {
      return `No answer: ${state.outbox.trouble}. What waits is on disk, and is tried again.`;
    }
    if (role === 'sending' && waiting > 0) return `${waiting} not acknowledged yet.`;
    if (role === 'sending') {
      const failed = state.outbox.queue.messages.length;
      return failed === 0
        ? 'Everything was acknowledged.'
        : 'Nothing waits. What has failed stays, and held nothing up.';
    }
    if (found.count > 0 && found.oldestAt !== undefined) {
      return `Found in the store when this page was loaded: ${found.count} written before, the oldest at ${timeOf(found.oldestAt)}. Nothing was lost by the reload.`;
    }
    return 'Nothing is sent before you connect. Write some messages first.';
  }
}
