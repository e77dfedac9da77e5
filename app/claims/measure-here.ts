import type { BrowserMeasure, Reading } from '../../content/claims/claim.ts';
import { isWithin } from '../../content/claims/judge.ts';
import { systemClock } from '../../lib/measure/clock.ts';
import {
  type ClaimOutcome,
  decodeClaimCounts,
  decodeClaimOutcome,
  decodeClaimStage,
  decodeErrorFields,
} from '../../lib/protocol/index.ts';
import { findControl } from '../../lib/ui/lab/find-lab.ts';
import type { ClaimView } from './claim-view.ts';
import { describeBrowser } from './describe-browser.ts';

/** What came of measuring a claim here and now. `down`: the lab that it needs does not answer. */
export type HereOutcome = ClaimOutcome | { outcome: 'down'; reason: string } | { outcome: 'stopped' };

/** How long a measurement in this browser may take, in milliseconds. */
const LIMIT_MS = 30_000;

/** What is needed of a claim to measure it. */
export type Measurable = Pick<ClaimView, 'id' | 'place' | 'hasStage' | 'holds'>;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Measures a claim once: in the lab's machine, or in this browser. One at a time, since one would disturb the other. Never
 * rejects.
 */
export function measureHere(claim: Measurable, signal: AbortSignal): Promise<HereOutcome> {
  const result = turn.then(async (): Promise<HereOutcome> => {
    try {
      if (signal.aborted) return { outcome: 'stopped' };
      return await (claim.place === 'lab' ? measureInLab(claim, signal) : measureInBrowser(claim, signal));
    } catch (error) {
      if (signal.aborted) return { outcome: 'stopped' };
      const reason = error instanceof Error ? error.message : String(error);
      return { outcome: error instanceof DownError ? 'down' : 'failed', reason };
    }
  });
  turn = result;
  return result;
}

/** The lab does not answer. */
class DownError extends Error {
  override readonly name = 'DownError';
}

async function measureInLab({ id }: Measurable, signal: AbortSignal): Promise<HereOutcome> {
  return decodeClaimOutcome(await ask(await control(), `/claims/${id}/measure`, { method: 'POST', signal }));
}

async function measureInBrowser(claim: Measurable, signal: AbortSignal): Promise<HereOutcome> {
  const address = `/claims/browser/${claim.id}`;
  const { measure } = (await import(/* turbopackIgnore: true */ address)) as { measure: BrowserMeasure };
  const bound = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const startedAt = performance.now();
  const { machine, ...reading } = claim.hasStage
    ? await onStage(claim, measure, bound)
    : { ...(await within(measure({ urls: {}, counts: async () => ({}), signal: bound }), bound)), machine: '' };
  return {
    outcome: 'measured',
    ...reading,
    holds: isWithin(claim, reading.value),
    tookMs: performance.now() - startedAt,
    at: new Date().toISOString(),
    machine: [describeBrowser(), machine].filter((part) => part !== '').join('; servers on '),
  };
}

async function onStage({ id }: Measurable, measure: BrowserMeasure, signal: AbortSignal) {
  const base = await control();
  const stage = decodeClaimStage(await ask(base, `/claims/${id}/stage`, { method: 'POST', signal }));
  const path = `/claims/stages/${stage.id}`;
  try {
    const counts = async () => decodeClaimCounts(await ask(base, path, { signal }));
    return { ...(await within(measure({ urls: stage.urls, counts, signal }), signal)), machine: stage.machine };
  } finally {
    ask(base, path, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  }
}

/** Ends the waiting, where what is waited for does not end by itself when it is told to. */
function within(reading: Promise<Reading>, signal: AbortSignal): Promise<Reading> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`It did not end within ${LIMIT_MS / 1000} s`)));
    reading.then(resolve, reject);
  });
}

function control(): Promise<string> {
  const surroundings = { fetch: globalThis.fetch.bind(globalThis), clock: systemClock, pageUrl: location.href };
  return findControl(surroundings).catch((error: unknown) => {
    throw new DownError(error instanceof Error ? error.message : String(error));
  });
}

/** Asks control. @returns the answer as JSON; `undefined` where it has no body */
async function ask(base: string, path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${base}${path}`, { cache: 'no-store', ...init });
    text = await response.text();
  } catch {
    throw new DownError(`Nothing answers at ${base}`);
  }
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  throw new Error(decodeErrorFields(answer).message);
}
