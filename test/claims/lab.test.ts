import { afterAll, describe, expect, it } from 'vitest';
import { isWithin, sayRange, sayValue } from '../../content/claims/judge.ts';
import { createMeasurer } from '../../content/claims/measurer.ts';
import { claimIds, loadClaim } from '../../content/claims/registry.ts';

const claims = (await Promise.all(claimIds().map(loadClaim))).filter(({ place }) => place === 'lab');

describe('what the course claims, measured in the lab', () => {
  const measurer = createMeasurer();
  afterAll(() => measurer.close());

  it.each(claims.map((claim) => ({ id: claim.id, claim })))('$id', async ({ id, claim }) => {
    const { value, leftOpen } = await measurer.measure(id);
    const message = `${claim.statement}: ${sayValue(claim, value)}; it would hold with ${sayRange(claim)}`;
    expect(isWithin(claim, value), message).toBe(true);
    expect(leftOpen, 'what the claim opened and did not end').toEqual([]);
  });
});
