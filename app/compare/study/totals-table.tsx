import { type JSX, useState } from 'react';
import controls from '../../../lib/ui/lane/controls.module.css';
import { formatCount } from '../../../lib/ui/lane/format.ts';
import { describeStudy } from '../../../lib/ui/study/settings.ts';
import { overheadPercent, type StudyLane, toMarkdown } from '../../../lib/ui/study/study-result.ts';
import { TransportName } from '../../../lib/ui/transport-mark/index.ts';
import tables from '../tables.module.css';
import styles from './study.module.css';
import type { StudyRun } from './use-study.ts';

/** The totals of one run, transport by transport, with a bar of payload and overhead on one scale. */
export function TotalsTable({ run }: { run: StudyRun }): JSX.Element {
  const { lanes, settings } = run.result;
  const most = Math.max(1, ...lanes.map((lane) => lane.total));
  const least = Math.min(...lanes.map((lane) => lane.total));
  return (
    <section className={tables.section} aria-labelledby="totals">
      <div className={styles.head}>
        <h2 id="totals" className={tables.heading}>
          Run {run.number}
        </h2>
        <p className={tables.note}>{describeStudy(settings)}</p>
        <CopyRun run={run} />
      </div>
      <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="totals">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">transport</th>
              <th scope="col" className={tables.number} title="Bytes of both directions">
                total B
              </th>
              <th scope="col" className={styles.barColumn}>
                <span className={styles.key} data-role="payload" /> payload{' '}
                <span className={styles.key} data-role="overhead" /> overhead
              </th>
              {COLUMNS.map(({ label, about }) => (
                <th key={label} scope="col" className={tables.number} title={about}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane) => (
              <tr key={lane.transport} data-transport={lane.transport}>
                <th scope="row">
                  <TransportName id={lane.transport} />
                </th>
                <td className={tables.number}>{formatCount(lane.total)}</td>
                <td className={styles.barColumn}>
                  <Bar lane={lane} most={most} />
                </td>
                {COLUMNS.map(({ label, read }) => (
                  <td key={label} className={tables.number}>
                    {read(lane, least)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lanes.some((lane) => !lane.isWhole) && (
        <p className={tables.note}>
          The capture of a session is capped at 4 MiB: where overhead is missing, not every byte could be looked at. The
          totals are counted, not captured, and hold.
        </p>
      )}
    </section>
  );
}

interface Column {
  label: string;
  about: string;
  read: (lane: StudyLane, least: number) => string;
}

const COLUMNS: readonly Column[] = [
  {
    label: '× least',
    about: 'The total as a multiple of the smallest in this run',
    read: ({ total }, least) => (least > 0 ? (total / least).toFixed(1) : '–'),
  },
  {
    label: 'B/update',
    about: 'The total divided by the updates',
    read: ({ bytesPerUpdate }) => formatCount(bytesPerUpdate),
  },
  { label: 'up B', about: 'Bytes from the browser', read: ({ up }) => formatCount(up) },
  { label: 'down B', about: 'Bytes to the browser', read: ({ down }) => formatCount(down) },
  {
    label: 'overhead',
    about: 'The share of bytes that are not payload',
    read: (lane) => (lane.isWhole ? `${overheadPercent(lane).toFixed(1)} %` : '–'),
  },
  {
    label: 'requests',
    about: 'HTTP requests, handshakes and preflights included',
    read: (lane) => (lane.isWhole ? formatCount(lane.requests) : '–'),
  },
  { label: 'connections', about: 'TCP connections opened', read: ({ connections }) => formatCount(connections) },
];

function Bar({ lane, most }: { lane: StudyLane; most: number }): JSX.Element {
  const { total, payload, isWhole } = lane;
  const share = isWhole && total > 0 ? payload / total : 0;
  return (
    <span
      className={styles.bar}
      style={{ '--share': total / most, '--payload': share }}
      data-whole={isWhole || undefined}
      aria-hidden="true"
    >
      <span data-role="payload" />
      <span data-role="overhead" />
    </span>
  );
}

function CopyRun({ run }: { run: StudyRun }): JSX.Element {
  const [said, setSaid] = useState('');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(toMarkdown(run.result, navigator.userAgent));
      setSaid('copied');
    } catch {
      // Only secure origins have a clipboard.
      setSaid('this page has no clipboard');
    }
  }
  return (
    <span className={styles.copy}>
      <span role="status" className={controls.said}>
        {said}
      </span>
      <button type="button" className={controls.button} onClick={() => void copy()}>
        Copy as Markdown
      </button>
    </span>
  );
}
