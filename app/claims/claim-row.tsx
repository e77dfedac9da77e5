import type { JSX } from 'react';
import { sayRange } from '../../content/claims/judge.ts';
import controls from '../../lib/ui/lane/controls.module.css';
import { SourceLinks } from '../source-links.tsx';
import type { ClaimView } from './claim-view.ts';
import readings from './claim.module.css';
import styles from './claims-page.module.css';
import { Outcome } from './live-reading.tsx';
import type { Standing } from './use-measuring.ts';

/** A claim among all: what it says, how it is measured, its last values, and what was measured now. */
export function ClaimRow({
  claim,
  outcome,
  isBusy,
  onMeasure,
}: {
  claim: ClaimView;
  outcome: Standing | undefined;
  /** Whether something is measured, so that nothing else can be. */
  isBusy: boolean;
  onMeasure: () => void;
}): JSX.Element {
  const { id, statement, heard, why, how, refutedBy, sources, lesson, lessonTitle, place, recorded } = claim;
  return (
    <article id={id} className={styles.claim} aria-labelledby={`${id}-statement`}>
      <div className={styles.said}>
        <h3 id={`${id}-statement`}>{statement}</h3>
        {heard === undefined ? null : (
          <p className={styles.heard}>
            <span className={readings.label}>What you heard</span> “{heard}”
          </p>
        )}
        <p>{why}</p>
        <dl className={styles.conditions}>
          <dt>How</dt>
          <dd>{how}</dd>
          <dt>Holds with</dt>
          <dd>{sayRange(claim)}</dd>
          <dt>Refuted by</dt>
          <dd>{refutedBy}</dd>
          <dt>Source</dt>
          <dd>
            <SourceLinks sources={sources} />
          </dd>
          <dt>Told in</dt>
          <dd>
            <a href={`/lessons/${lesson}`}>{lessonTitle}</a>
          </dd>
        </dl>
      </div>
      <div className={styles.measured}>
        <div className={readings.reading}>
          <span className={readings.label}>Recorded</span>
          {recorded === undefined ? (
            <span className={readings.when}>Nothing yet.</span>
          ) : (
            <>
              <span className={readings.number}>{recorded.value}</span>
              <span className={readings.when}>
                <time dateTime={recorded.at}>{recorded.day}</time>, {recorded.runs} runs
              </span>
              <span className={readings.when}>{recorded.machine}</span>
              {recorded.details.map(([name, value]) => (
                <span key={name} className={readings.when}>
                  {name}: {value}
                </span>
              ))}
            </>
          )}
        </div>
        <div className={`${readings.reading} ${styles.here}`} aria-live="polite">
          <span className={readings.label}>Here and now</span>
          {typeof outcome === 'object' ? (
            <Outcome claim={claim} outcome={outcome} />
          ) : (
            <span className={readings.when}>
              {outcome === 'measuring'
                ? 'Measuring …'
                : outcome === 'waiting'
                  ? 'Waits its turn.'
                  : 'Not measured yet.'}
            </span>
          )}
          <button
            type="button"
            className={`${controls.button} ${controls.small} ${styles.button}`}
            aria-disabled={isBusy}
            aria-label={`Measure here: ${statement}`}
            onClick={onMeasure}
          >
            {place === 'lab' ? 'Measure in the lab' : 'Measure in this browser'}
          </button>
        </div>
      </div>
    </article>
  );
}
