import { isWithin, sayRange, sayValue } from '../../content/claims/judge.ts';
import { claimIds, loadClaim } from '../../content/claims/registry.ts';
import { createBrowserRunner } from '../claims/browser-runner.ts';
import { expect, test } from '../support/fixtures.ts';
import { canPeersMeet, NO_CANDIDATES } from '../support/peer-candidates.ts';

const claims = await Promise.all(claimIds().map(loadClaim));

test.describe('what the course claims, measured in this browser', () => {
  for (const claim of claims.filter(({ place }) => place === 'browser')) {
    test(claim.id, async ({ browser, page }) => {
      if (claim.needsNetwork) test.skip(!(await canPeersMeet(page)), NO_CANDIDATES);
      const runner = await createBrowserRunner(browser);
      try {
        const { value } = await runner.measure(claim.id);
        const message = `${claim.statement}: ${sayValue(claim, value)}; it would hold with ${sayRange(claim)}`;
        expect(isWithin(claim, value), message).toBe(true);
      } finally {
        await runner.close();
      }
    });
  }
});
