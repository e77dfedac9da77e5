import { ProtocolError } from './errors.ts';
import { describe, isRecord } from './fields.ts';

/** What else a measurement has seen, by name. */
export type ClaimDetails = Readonly<Record<string, string | number>>;

/** The answer to `POST /claims/:id/measure`: one run, or why it came to nothing. */
export type ClaimOutcome =
  | {
      outcome: 'measured';
      value: number;
      details?: ClaimDetails;
      /** Whether the value is within what the claim says. */
      holds: boolean;
      tookMs: number;
      /** When, in ISO 8601. */
      at: string;
      /** What it ran on. */
      machine: string;
    }
  | { outcome: 'failed'; reason: string };

/** The answer to `POST /claims/:id/stage`: the servers that a browser needs to measure a claim. */
export interface ClaimStage {
  id: string;
  /** Addresses by name. */
  urls: Readonly<Record<string, string>>;
  /** What the lab runs on. */
  machine: string;
}

/** Reads what a measurement has brought. @throws {ProtocolError} `bad-request` */
export function decodeClaimOutcome(value: unknown): ClaimOutcome {
  if (!isRecord(value)) throw expected('an outcome', value);
  if (value.outcome === 'failed' && typeof value.reason === 'string') {
    return { outcome: 'failed', reason: value.reason };
  }
  const { outcome, value: measured, details, holds, tookMs, at, machine } = value;
  if (outcome !== 'measured') throw expected('`outcome` to be measured or failed', outcome);
  if (typeof measured !== 'number' || typeof tookMs !== 'number') throw expected('`value` to be a number', measured);
  if (typeof holds !== 'boolean') throw expected('`holds` to be a boolean', holds);
  if (typeof at !== 'string' || typeof machine !== 'string') throw expected('`at` and `machine` to be texts', at);
  return { outcome, value: measured, holds, tookMs, at, machine, ...(isDetails(details) ? { details } : {}) };
}

/** Reads where the servers of a claim are. @throws {ProtocolError} `bad-request` */
export function decodeClaimStage(value: unknown): ClaimStage {
  if (!isRecord(value) || typeof value.id !== 'string') throw expected('a stage', value);
  const { id, urls, machine } = value;
  if (!isRecord(urls)) throw expected('`urls` to be an object', urls);
  const addresses = Object.entries(urls).map(([name, url]): [string, string] => {
    if (typeof url !== 'string' || !URL.canParse(url)) throw expected(`\`${name}\` to be an address`, url);
    return [name, url];
  });
  return { id, urls: Object.fromEntries(addresses), machine: typeof machine === 'string' ? machine : '' };
}

/** Reads what the servers of a claim have counted. @throws {ProtocolError} `bad-request` */
export function decodeClaimCounts(value: unknown): Readonly<Record<string, number>> {
  const counts = isRecord(value) ? value.counts : undefined;
  if (!isRecord(counts)) throw expected('`counts` to be an object', counts);
  return Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function isDetails(value: unknown): value is ClaimDetails {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || typeof one === 'number');
}

const expected = (what: string, got: unknown): ProtocolError =>
  new ProtocolError('bad-request', `Expected ${what}, got ${describe(got)}`);
