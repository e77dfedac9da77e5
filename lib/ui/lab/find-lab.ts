import type { Clock } from '../../measure/clock.ts';
import type { OffsetEstimator } from '../../measure/offset.ts';
import { HEADERS } from '../../protocol/index.ts';
import { decodeClockHeader, decodeControl, decodeLabFile, LabError, type LabInfo } from './lab.ts';

/** What is needed to look for the lab; injected, so that a test can look from anywhere. */
export interface Surroundings {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** The page's address: `/lab.json` lies beside it, and control on the same host. */
  pageUrl: string;
}

/** How long an answer may take before the lab counts as not running, in milliseconds. */
const TIMEOUT_MS = 4_000;

/**
 * Asks the site where control is.
 *
 * @returns control's base address, without a trailing slash
 * @throws {LabError} `site`
 */
export async function findControl({ fetch, pageUrl }: Surroundings): Promise<string> {
  const { port } = decodeLabFile(
    await readJson(() => fetch(new URL('/lab.json', pageUrl), { cache: 'no-store', signal: timeout() }), {
      code: 'site',
      message: 'The site did not say where the lab is',
    }),
  );
  return `http://${new URL(pageUrl).hostname}:${port}`;
}

/**
 * Asks control what the lab consists of, and lets the estimator learn from the exchange.
 *
 * @throws {LabError} `control` where nothing answers, `answer` where something else does
 */
export async function readControl(
  control: string,
  { fetch, clock }: Surroundings,
  offset: OffsetEstimator,
): Promise<LabInfo> {
  const refused = { code: 'control', message: `Nothing answers at ${control}` } as const;
  const body = await readJson(async () => {
    const sentAt = clock.now();
    const response = await fetch(`${control}/`, { cache: 'no-store', signal: timeout() });
    const receivedAt = clock.now();
    const server = decodeClockHeader(response.headers.get(HEADERS.clock));
    if (response.ok && server) offset.add({ sentAt, server, receivedAt });
    return response;
  }, refused);
  return decodeControl(body, control);
}

async function readJson(
  ask: () => Promise<Response>,
  failure: { code: 'site' | 'control'; message: string },
): Promise<unknown> {
  try {
    const response = await ask();
    if (!response.ok) throw new Error(`It answered ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new LabError(failure.code, failure.message, { cause });
  }
}

const timeout = (): AbortSignal => AbortSignal.timeout(TIMEOUT_MS);
