'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './delivery-ledger.module.css';
import { BATCH, LATENCY_MS, type LedgerRun } from './ledger-run.ts';
import { LogStrip } from './log-strip.tsx';
import { POLICIES, type PolicyId, policyOf } from './policies.ts';
import { useLedger } from './use-ledger.ts';

const DROPS = [0, 1, 3, 6] as const;

/** A batch of messages under broken connections, and what became of it. */
export function DeliveryLedger(): JSX.Element {
  const figure = useFigureSession();
  const ledger = useLedger(figure);
  const [policy, setPolicy] = useState<PolicyId>('forget');
  const [drops, setDrops] = useState<number>(3);
  const isBusy = ledger.progress !== undefined;

  return (
    <LiveFigure
      id="delivery-ledger"
      title="What became of fifty messages"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <Choice
        label="The writer"
        options={POLICIES.map(({ id, label }) => ({ value: id, label }))}
        value={policy}
        onChoose={setPolicy}
      />
      <Choice
        label="The edge drops the connections"
        options={DROPS.map((count) => ({ value: count, label: count === 0 ? 'never' : `${count}×` }))}
        value={drops}
        onChoose={setDrops}
      />
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={isBusy}
          onClick={() => ledger.start({ policy, drops })}
        >
          Publish {BATCH} messages
        </button>
        <button type="button" className={controls.button} disabled={!isBusy} onClick={ledger.stop}>
          Stop
        </button>
      </div>
      <WriterTable runs={ledger.runs} />
      <LogStrip entries={ledger.last?.log.order ?? []} />
      <ReaderTable run={ledger.last} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (ledger.failure !== undefined) return `${ledger.failure}.`;
    if (figure.standing.name !== 'ready') {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const { progress, last } = ledger;
    if (progress?.doing === 'connecting') return 'Two readers and a writer connect.';
    if (progress?.doing === 'publishing') {
      return `${progress.sent} of ${BATCH} are sent. The connections were dropped ${times(progress.drops)}.`;
    }
    if (progress?.doing === 'reading') return 'The batch is done. The log is read back over polling.';
    if (last === undefined) return null;
    const { lost, doubled, reordered } = last.log;
    return `${policyOf(last.policy).label}, dropped ${times(last.drops)}: ${lost} lost, ${doubled} doubled, ${reordered} out of order. The edge held each direction for ${LATENCY_MS} ms.`;
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function WriterTable({ runs }: { runs: Readonly<Partial<Record<PolicyId, LedgerRun>>> }): JSX.Element {
  return (
    <div className={styles.wide} role="region" aria-label="The ledger of each policy" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">The writer</th>
            <th scope="col">dropped</th>
            <th scope="col">messages</th>
            <th scope="col">calls of send</th>
            <th scope="col">acknowledged</th>
            <th scope="col">in the log</th>
            <th scope="col">lost</th>
            <th scope="col">doubled</th>
            <th scope="col">out of order</th>
          </tr>
        </thead>
        <tbody>
          {POLICIES.map(({ id, label, resends }) => {
            const run = runs[id];
            return (
              <tr key={id} data-policy={id}>
                <th scope="row">{label}</th>
                <td data-value="dropped">{run ? `${run.drops}×` : '–'}</td>
                <td data-value="sent">{run?.writer.sent ?? '–'}</td>
                <td data-value="sends">{run?.writer.sends ?? '–'}</td>
                <td data-value="acknowledged">
                  {run === undefined ? '–' : resends ? run.writer.acknowledged : 'not asked'}
                </td>
                <td data-value="entries">{run?.log.entries ?? '–'}</td>
                <td data-value="lost">{run?.log.lost ?? '–'}</td>
                <td data-value="doubled">{run?.log.doubled ?? '–'}</td>
                <td data-value="reordered">{run?.log.reordered ?? '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ReaderTable({ run }: { run: LedgerRun | undefined }): JSX.Element {
  const rows = [
    { id: 'resuming', label: 'with after: goes on from the last seq', counts: run?.resuming },
    { id: 'starting', label: 'without: begins with what comes next', counts: run?.starting },
  ] as const;
  return (
    <div className={styles.wide} role="region" aria-label="Two readers of the last run" tabIndex={0}>
      <table className={`${styles.table} ${styles.names}`}>
        <thead>
          <tr>
            <th scope="col">Readers of the last run</th>
            <th scope="col">received</th>
            <th scope="col">missed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, counts }) => (
            <tr key={id} data-reader={id}>
              <th scope="row">{label}</th>
              <td data-value="received">{counts?.received ?? '–'}</td>
              <td data-value="missed">{counts?.missed ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
