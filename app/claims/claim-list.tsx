'use client';

import { type JSX, useState } from 'react';
import controls from '../../lib/ui/lane/controls.module.css';
import { ALL_CLAIMS, filterClaims } from './filter-claims.ts';
import { ClaimFilterBar } from './claim-filter-bar.tsx';
import { ClaimRow } from './claim-row.tsx';
import type { ClaimView } from './claim-view.ts';
import styles from './claims-page.module.css';
import { TOPIC_TITLES } from './topics.ts';
import { useMeasuring } from './use-measuring.ts';

/** The claims of the page: chosen, listed by topic, and measured one at a time. */
export function ClaimList({ claims }: { claims: readonly ClaimView[] }): JSX.Element {
  const [filter, setFilter] = useState(ALL_CLAIMS);
  const shown = filterClaims(claims, filter);
  const topics = [...new Set(shown.map(({ topic }) => topic))];
  const ofLab = shown.filter(({ place }) => place === 'lab');
  const { outcomes, progress, measure, stop } = useMeasuring();
  return (
    <>
      <ClaimFilterBar
        filter={filter}
        topics={[...new Set(claims.map(({ topic }) => topic))]}
        shown={shown.length}
        total={claims.length}
        onChange={setFilter}
      />
      <div className={styles.all}>
        <button
          type="button"
          className={controls.button}
          disabled={ofLab.length === 0 && progress === undefined}
          onClick={() => (progress === undefined ? void measure(ofLab) : stop())}
        >
          {progress === undefined ? 'Measure all of the lab’s' : 'Stop'}
        </button>
        {progress === undefined ? null : (
          <progress value={progress.done} max={progress.total} aria-label="Claims measured" />
        )}
        <p role="status">{sayProgress(progress, outcomes, ofLab)}</p>
      </div>
      {topics.map((topic) => (
        <section key={topic} className={styles.topic} aria-labelledby={`topic-${topic}`}>
          <h2 id={`topic-${topic}`}>{TOPIC_TITLES[topic]}</h2>
          {shown
            .filter((claim) => claim.topic === topic)
            .map((claim) => (
              <ClaimRow
                key={claim.id}
                claim={claim}
                outcome={outcomes.get(claim.id)}
                isBusy={progress !== undefined}
                onMeasure={() => void measure([claim])}
              />
            ))}
        </section>
      ))}
      {shown.length === 0 ? (
        <p className={styles.none}>
          No claim is like that.{' '}
          <button type="button" className={controls.button} onClick={() => setFilter(ALL_CLAIMS)}>
            Show all
          </button>
        </p>
      ) : null}
    </>
  );
}

type Measuring = ReturnType<typeof useMeasuring>;

function sayProgress(
  progress: Measuring['progress'],
  outcomes: Measuring['outcomes'],
  ofLab: readonly ClaimView[],
): string {
  if (progress !== undefined) return `${progress.done} of ${progress.total} measured …`;
  const all = [...outcomes.values()].filter((outcome) => outcome !== 'waiting' && outcome !== 'measuring');
  if (all.some(({ outcome }) => outcome === 'down')) {
    return 'The lab is not running. Start it with npm start or npm run lab; what is recorded stays.';
  }
  const measured = all.filter((outcome) => outcome.outcome === 'measured');
  if (all.length === 0) {
    return `${ofLab.length} of these run in the lab’s machine; the others run in this browser, one by one.`;
  }
  const refuted = measured.filter(({ holds }) => !holds).length;
  const failed = all.filter(({ outcome }) => outcome === 'failed').length;
  return `${measured.length - refuted} hold, ${refuted} do not${failed === 0 ? '' : `, ${failed} could not be measured`}.`;
}
