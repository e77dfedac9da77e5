import type { JSX } from 'react';
import { CLAIM_TOPICS } from '../../content/claims/claim.ts';
import { describePage } from '../describe-page.ts';
import styles from '../plain.module.css';
import { ClaimList } from './claim-list.tsx';
import { loadClaimViews } from './load-view.ts';

export const metadata = describePage({
  path: '/claims',
  title: 'Claims',
  description: 'Everything that the course says and that can be run: how it is measured, and what would refute it.',
});

/** All claims by topic, with what was last measured of them, to be measured again. */
export default async function ClaimsPage(): Promise<JSX.Element> {
  const claims = (await loadClaimViews()).toSorted(
    (one, other) => CLAIM_TOPICS.indexOf(one.topic) - CLAIM_TOPICS.indexOf(other.topic),
  );
  const folklore = claims.filter(({ heard }) => heard !== undefined).length;
  return (
    <div className={styles.wide}>
      <h1>Claims</h1>
      <p className={styles.lead}>
        {claims.length} things that the course says and that can be run, {folklore} of them commonly told wrong. Each
        was measured three times or more before it was written down, and can be measured here and now.
      </p>
      <ClaimList claims={claims} />
    </div>
  );
}
