import type { JSX, ReactNode } from 'react';
import { sayRange } from '../../content/claims/judge.ts';
import { SourceLinks } from '../source-links.tsx';
import styles from './claim.module.css';
import { ClaimButton } from './claim-button.tsx';
import type { ClaimView } from './claim-view.ts';
import { loadClaimView } from './load-view.ts';

/** A claim inside a sentence: its last value with its unit, and what measures it here and now. */
export async function Claim({ id }: { id: string }): Promise<JSX.Element> {
  return <Instrument claim={await loadClaimView(id)} />;
}

/** A claim that is commonly told wrong: what you heard, what was measured, why. */
export async function Folklore({ id }: { id: string }): Promise<JSX.Element> {
  const claim = await loadClaimView(id);
  if (claim.heard === undefined) throw new TypeError(`Expected the claim ${id} to have \`heard\``);
  return (
    <div role="note" aria-label={`What you heard: ${claim.heard}`} className={styles.folklore}>
      <div className={styles.heard}>
        <p className={styles.word}>What you heard</p>
        <p className={styles.quote}>“{claim.heard}”</p>
      </div>
      <div className={styles.truth}>
        <p className={styles.word}>What was measured</p>
        <p>
          {claim.statement}: <Instrument claim={claim} />
        </p>
        <p className={styles.word}>Why</p>
        <p>
          {claim.why} <SourceLinks sources={claim.sources} />
        </p>
      </div>
    </div>
  );
}

function Instrument({ claim }: { claim: ClaimView }): JSX.Element {
  const { id, place, hasStage, holds, unit, digits, statement, recorded } = claim;
  return (
    <span className={styles.claim} data-claim={id}>
      <data className={styles.value} value={recorded?.value}>
        {recorded?.value ?? 'not measured yet'}
      </data>
      <ClaimButton
        claim={{ id, place, hasStage, holds, unit, statement, ...(digits === undefined ? {} : { digits }) }}
        recorded={<RecordedReading claim={claim} />}
        conditions={<Conditions claim={claim} />}
      />
    </span>
  );
}

/** What was written down, which stays whatever is measured now. Phrasing content alone: it may stand in a paragraph. */
function RecordedReading({ claim: { recorded } }: { claim: ClaimView }): ReactNode {
  if (recorded === undefined) return <span className={styles.when}>Nothing was recorded yet.</span>;
  return (
    <>
      <span className={styles.number}>{recorded.value}</span>
      <span className={styles.when}>
        <time dateTime={recorded.at}>{recorded.day}</time>, {recorded.runs} runs
      </span>
      <span className={styles.when}>{recorded.machine}</span>
    </>
  );
}

/** How a claim is measured, what would refute it, and where it is written. */
function Conditions({ claim }: { claim: ClaimView }): JSX.Element {
  return (
    <>
      <Row word="How">{claim.how}</Row>
      <Row word="Holds with">{sayRange(claim)}</Row>
      <Row word="Refuted by">{claim.refutedBy}</Row>
      <Row word="Source">
        <SourceLinks sources={claim.sources} />
      </Row>
      <Row word="More">
        <a href={`/claims#${claim.id}`}>This claim among all</a>
      </Row>
    </>
  );
}

function Row({ word, children }: { word: string; children: ReactNode }): JSX.Element {
  return (
    <span className={styles.row}>
      <span className={styles.label}>{word}</span>
      <span>{children}</span>
    </span>
  );
}
