import { randomBytes } from 'node:crypto';
import { isWithin } from '../../content/claims/judge.ts';
import { describeMachine } from '../../content/claims/machine.ts';
import { createMeasurer, MeasureError, type RunningStage, startStage } from '../../content/claims/measurer.ts';
import { claimIds, hasLabPart, loadClaim } from '../../content/claims/registry.ts';
import type { Claim } from '../../content/claims/claim.ts';
import { type ClaimOutcome, ProtocolError } from '../../lib/protocol/index.ts';
import { shuttingDown } from '../http/events.ts';
import type { Timing } from '../timing.ts';

/** How many measurements may wait for the one that runs. */
const MAX_WAITING = 20;

/** How many claims may have servers at once. */
const MAX_STAGES = 4;

/** The claims as control measures them: those of the lab one at a time, with servers for those of a browser. */
export interface Claims {
  /** Measures one of the lab's, once. @throws {ProtocolError} `not-found`, `bad-request`, `server-full` */
  measure(id: string, signal: AbortSignal): Promise<ClaimOutcome>;
  /** Starts the servers of one of the browser's. @throws {ProtocolError} `not-found`, `bad-request`, `server-full` */
  openStage(id: string, origins: readonly string[]): Promise<{ id: string; urls: Readonly<Record<string, string>> }>;
  /** What they have counted; they live on from there. @throws {ProtocolError} `not-found` */
  counts(stage: string): Promise<Readonly<Record<string, number>>>;
  /** Ends them. @throws {ProtocolError} `not-found` */
  closeStage(stage: string): Promise<void>;
  /** Ends what is measured and all servers. Fulfils when nothing is left. */
  close(): Promise<void>;
}

/** Makes it; no process runs before something is asked for. */
export function createClaims({
  host,
  timing,
}: {
  /** The address to bind the servers of claims to. */
  host: string;
  timing: Pick<Timing, 'claimRunMs' | 'claimStageMs' | 'claimIdleMs'>;
}): Claims {
  const measurer = createMeasurer();
  const stages = new Map<string, { stage: RunningStage; timer: NodeJS.Timeout }>();
  const pending = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  let starting = 0;
  let idle: NodeJS.Timeout | undefined;

  /** Runs one after the other. */
  async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    if (closing.signal.aborted) throw shuttingDown();
    if (waiting >= MAX_WAITING) throw full('measurements wait');
    waiting++;
    const result = turn.then(run).finally(() => waiting--);
    turn = result.then(ignore, ignore);
    return result;
  }

  async function measureNow(claim: Claim, signal: AbortSignal): Promise<ClaimOutcome> {
    clearTimeout(idle);
    try {
      const { value, details, tookMs } = await measurer.measure(claim.id, { signal, limitMs: timing.claimRunMs });
      return {
        outcome: 'measured',
        value,
        ...(details ? { details } : {}),
        holds: isWithin(claim, value),
        tookMs,
        at: new Date().toISOString(),
        machine: describeMachine(),
      };
    } catch (error) {
      if (closing.signal.aborted) throw shuttingDown();
      if (error instanceof MeasureError) return { outcome: 'failed', reason: error.message };
      throw error;
    } finally {
      idle = setTimeout(() => measurer.close(), timing.claimIdleMs);
      idle.unref();
    }
  }

  async function endStage(id: string): Promise<void> {
    const entry = stages.get(id);
    if (entry === undefined) throw new ProtocolError('not-found', 'There is no such stage, or it has ended');
    stages.delete(id);
    clearTimeout(entry.timer);
    await follow(entry.stage.close());
  }

  function follow<Result>(promise: Promise<Result>): Promise<Result> {
    pending.add(promise);
    promise.catch(ignore).finally(() => pending.delete(promise));
    return promise;
  }

  return {
    async measure(id, signal) {
      const claim = await find(id);
      if (claim.place !== 'lab') throw new ProtocolError('bad-request', `${id} is measured in a browser, on a stage`);
      return inTurn(() => measureNow(claim, AbortSignal.any([signal, closing.signal])));
    },
    async openStage(id, origins) {
      const claim = await find(id);
      if (claim.place !== 'browser' || !hasLabPart(id)) {
        throw new ProtocolError('bad-request', `${id} needs no servers besides the lab's own`);
      }
      if (closing.signal.aborted) throw shuttingDown();
      if (stages.size + starting >= MAX_STAGES) throw full('claims have servers');
      starting++;
      try {
        const stage = await follow(startStage(id, { host, origins }));
        const key = randomBytes(16).toString('base64url');
        const timer = setTimeout(() => void endStage(key).catch(ignore), timing.claimStageMs);
        stages.set(key, { stage, timer });
        if (closing.signal.aborted) {
          await endStage(key);
          throw shuttingDown();
        }
        return { id: key, urls: stage.urls };
      } finally {
        starting--;
      }
    },
    async counts(id) {
      const entry = stages.get(id);
      if (entry === undefined) throw new ProtocolError('not-found', 'There is no such stage, or it has ended');
      entry.timer.refresh();
      return entry.stage.counts();
    },
    closeStage: endStage,
    async close() {
      closing.abort();
      clearTimeout(idle);
      for (const id of stages.keys()) endStage(id).catch(ignore);
      await Promise.allSettled([turn, ...pending]);
      measurer.close();
    },
  };
}

/** A claim by its id. @throws {ProtocolError} `not-found` */
async function find(id: string): Promise<Claim> {
  if (!claimIds().includes(id)) throw new ProtocolError('not-found', 'There is no such claim');
  return loadClaim(id);
}

function full(what: string): ProtocolError {
  return new ProtocolError('server-full', `As many ${what} already as may`, { retryAfterMs: 1000 });
}

function ignore(): void {}
