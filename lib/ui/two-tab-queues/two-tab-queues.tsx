'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { QUEUE_KINDS, type QueueKind } from '../../outbox/queue-kinds.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSessionRun } from '../lab/use-session-run.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { sumTabs, type TabSums } from './tab-sums.ts';
import styles from './two-tab-queues.module.css';

/** How long one kind of queue may take, in milliseconds. */
const BOUND_MS = 15_000;

const NAMES: Readonly<Record<QueueKind, string>> = {
  'new-id': 'localStorage, new id at each send',
  'kept-id': 'localStorage, id made once',
  'one-sender': 'IndexedDB, id made once, one sender',
};

/** What is told of each kind. */
const ROWS: readonly (readonly [name: string, cellOf: (sums: TabSums) => string])[] = [
  ['Found by the two', ({ found }) => found],
  ['Sent by the two', ({ sent }) => sent],
  ['In the log', ({ stored }) => String(stored)],
  ['There once', ({ once }) => String(once)],
  ['There twice', ({ twice }) => String(twice)],
  ['Lost', ({ lost }) => String(lost)],
  ['In order', ({ isInOrder }) => (isInOrder ? 'yes' : 'no')],
];

/** Three kinds of queue, each in two documents that share one origin. */
export function TwoTabQueues(): JSX.Element {
  const figure = useFigureSession();
  const [sums, setSums] = useState<Partial<Record<QueueKind, TabSums>>>({});
  const [running, setRunning] = useState<QueueKind>();
  const { isRunning, failure, start } = useSessionRun(figure, 'the session ended, and its edge with it');

  const run = (): void => {
    const hasBegun = start(async ({ lab: { urls }, signal }) => {
      const [{ runTwoTabs }, { numbersOf, readTopic }] = await Promise.all([
        import('../../outbox/two-tabs.ts'),
        import('../durable-queue/log-count.ts'),
      ]);
      for (const kind of QUEUE_KINDS) {
        signal.throwIfAborted();
        setRunning(kind);
        const topic = ownTopic('tabs', Math.random);
        const result = await runTwoTabs({
          kind,
          url: urls.websocket,
          topic,
          random: Math.random,
          createId: () => ownTopic('id', Math.random),
          readLog: async () => numbersOf((await readTopic(urls.polling, topic)).events),
          signal: AbortSignal.any([signal, AbortSignal.timeout(BOUND_MS)]),
        });
        setSums((known) => ({ ...known, [kind]: sumTabs(result) }));
      }
    });
    if (!hasBegun) return;
    setSums({});
    setRunning(undefined);
  };

  return (
    <LiveFigure
      id="two-tab-queues"
      title="Two tabs, six messages, a reload"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div>
        <button type="button" className={`${controls.button} ${controls.main}`} disabled={isRunning} onClick={run}>
          Run the three queues
        </button>
      </div>
      <div className={styles.scroll} role="region" aria-label="What became of six messages" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Kept in</th>
              {QUEUE_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {NAMES[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([name, cellOf]) => (
              <tr key={name} data-row={name}>
                <th scope="row">{name}</th>
                {QUEUE_KINDS.map((kind) => {
                  const known = sums[kind];
                  return (
                    <td key={kind} data-queue={kind}>
                      {known ? cellOf(known) : '–'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (failure !== undefined) return `The run has ended: ${failure}. Is the connection taken down?`;
    if (figure.standing.name !== 'ready' && figure.standing.name !== 'idle') {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (isRunning && running !== undefined) return `Two documents run with: ${NAMES[running]}.`;
    const done = Object.keys(sums).length;
    if (done < QUEUE_KINDS.length) return 'Each column will say what became of six messages, three from each tab.';
    return 'Each column was read back from the log after both tabs had sent all that they had found.';
  }
}
