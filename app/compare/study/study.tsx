'use client';

import type { JSX } from 'react';
import { TRANSPORT_IDS } from '../../../lib/protocol/index.ts';
import type { StudyProgress } from '../../../lib/ui/study/study-run.ts';
import { TransportName } from '../../../lib/ui/transport-mark/index.ts';
import { RunsTable } from './runs-table.tsx';
import { SettingsBar } from './settings-bar.tsx';
import styles from './study.module.css';
import { TotalsTable } from './totals-table.tsx';
import { useStudy } from './use-study.ts';

/** The whole study: what to vary, a run, its totals, and the runs before it. */
export function Study(): JSX.Element {
  const study = useStudy();
  const { settings, progress, problem, runs } = study;
  const latest = runs[0];
  return (
    <div className={styles.study}>
      <SettingsBar study={study} />
      <div className={styles.status} role="status">
        {progress && <Progress progress={progress} updates={settings.updates} />}
        {!progress && problem !== undefined && (
          <p className={styles.problem}>
            {problem}. Nothing was counted. If the lab does not run, start it with <code>npm start</code> and run the
            study again.
          </p>
        )}
        {!progress && problem === undefined && latest === undefined && (
          <p>
            Nothing has been counted yet. A run takes about {settings.updates + 2} seconds: the updates come one a
            second, over all five transports at once.
          </p>
        )}
        {!progress && problem === undefined && latest && (
          <p>
            Run {latest.number} took {(latest.result.tookMs / 1_000).toFixed(1)} s.
          </p>
        )}
      </div>
      {latest && <TotalsTable run={latest} />}
      {runs.length > 1 && <RunsTable runs={runs} />}
      <Reading />
    </div>
  );
}

function Progress({ progress, updates }: { progress: StudyProgress; updates: number }): JSX.Element {
  return (
    <dl className={styles.progress} aria-label={progress.step}>
      <div>
        <dt>now</dt>
        <dd>{progress.step}</dd>
      </div>
      {TRANSPORT_IDS.map((id) => (
        <div key={id}>
          <dt>
            <TransportName id={id} short />
          </dt>
          <dd>
            {progress.received[id]} of {updates}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Reading(): JSX.Element {
  return (
    <section className={styles.notes} aria-labelledby="reading">
      <h2 id="reading">How to read it</h2>
      <ul>
        <li>
          Counted are the bytes that TCP carries. What TCP and IP add to each packet, and the three packets that open a
          connection, are not among them; with keep-alive off, every poll pays those as well.
        </li>
        <li>
          Payload is what the application handed over: an HTTP body, the value of a <code>data:</code> line, the
          application data of a frame. A poll that finds nothing has a payload too: the list that says so.
        </li>
        <li>
          Cookies go with every HTTP request, and with the handshake of a WebSocket once. While a run with cookies
          lasts, other tabs of this browser send them as well when they open a WebSocket to the lab: cookies know hosts
          and paths, but no ports.
        </li>
        <li>
          Compression pays where messages repeat themselves. Five of the lab’s updates are alike, and so compress far
          better than most traffic does.
        </li>
      </ul>
    </section>
  );
}
