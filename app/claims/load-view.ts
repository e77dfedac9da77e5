import { loadCatalog } from '../../content/catalog.server.ts';
import type { Measured } from '../../content/claims/claim.ts';
import { sayDetail, sayValues } from '../../content/claims/judge.ts';
import { claimIds, hasLabPart, loadClaim, readMeasured } from '../../content/claims/registry.ts';
import type { ClaimView, Recorded } from './claim-view.ts';

/** A claim with what was last measured of it. @throws {RangeError} where there is none of that id */
export async function loadClaimView(id: string): Promise<ClaimView> {
  const claim = await loadClaim(id);
  const lesson = loadCatalog().find(({ slug }) => slug === claim.lesson);
  const measured = readMeasured(id);
  return {
    ...claim,
    lessonTitle: lesson?.title ?? claim.lesson,
    hasStage: claim.place === 'browser' && hasLabPart(id),
    ...(measured === undefined ? {} : { recorded: recordedOf(claim, measured) }),
  };
}

/** All claims, by their ids. */
export function loadClaimViews(): Promise<ClaimView[]> {
  return Promise.all(claimIds().map(loadClaimView));
}

function recordedOf(claim: ClaimLike, { values, at, machine, details = {} }: Measured): Recorded {
  return {
    value: sayValues(claim, values),
    runs: values.length,
    day: new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    at,
    machine,
    details: Object.entries(details).map(([name, value]) => [name, sayDetail(value)]),
  };
}

type ClaimLike = Parameters<typeof sayValues>[0];
