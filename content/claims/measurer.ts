import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ChildAnswer, ChildRequest } from './child-messages.ts';
import type { Reading } from './claim.ts';
import { CLAIMS_FOLDER } from './registry.ts';

/** How long one run of a measurement may take, in milliseconds. */
export const RUN_LIMIT_MS = 30_000;

/** How long the servers of a claim may take to start, to count or to close, in milliseconds. */
const STAGE_LIMIT_MS = 15_000;

/** Why there is no reading. `hung`: over the limit. `failed`: it threw, or its process ended. `stopped`: nobody wants it any more. */
export type MeasureErrorCode = 'hung' | 'failed' | 'stopped';

/** A measurement that came to nothing. The message names the claim, and is for readers. */
export class MeasureError extends Error {
  override readonly name = 'MeasureError';
  readonly code: MeasureErrorCode;

  constructor(code: MeasureErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** One run. */
export interface Run extends Reading {
  tookMs: number;
  /** What the claim should have ended and has not; for its author. */
  leftOpen: readonly string[];
}

/** Measures the claims of the lab, one at a time, in a process of their own. */
export interface Measurer {
  /** @throws {MeasureError} */
  measure(id: string, options?: { signal?: AbortSignal; limitMs?: number }): Promise<Run>;
  /** Ends the process, and with it what runs. */
  close(): void;
}

/**
 * Makes a measurer. Its process starts with the first claim and is kept for the next, and replaced when a claim has failed,
 * was stopped, or has left something open in it.
 */
export function createMeasurer(): Measurer {
  let child: ChildProcess | undefined;

  function end(): void {
    child?.kill('SIGKILL');
    child = undefined;
  }

  return {
    async measure(id, { signal, limitMs = RUN_LIMIT_MS } = {}) {
      if (signal?.aborted) throw new MeasureError('stopped', `${id} was stopped`);
      child ??= startChild();
      try {
        const answer = await ask(child, { do: 'measure', id }, { id, limitMs, ...(signal ? { signal } : {}) });
        if (answer.leftOpen.length > 0) end();
        return { ...answer.reading, tookMs: answer.tookMs, leftOpen: answer.leftOpen };
      } catch (error) {
        end();
        throw error;
      }
    },
    close: end,
  };
}

/** The servers of a claim that a browser measures, in a process of their own. */
export interface RunningStage {
  urls: Readonly<Record<string, string>>;
  /** @throws {MeasureError} */
  counts(): Promise<Readonly<Record<string, number>>>;
  /** Fulfils when nothing is left; may be called twice. */
  close(): Promise<void>;
}

/** Starts the servers of a claim. @throws {MeasureError} */
export async function startStage(
  id: string,
  { host, origins }: { host: string; origins: readonly string[] },
): Promise<RunningStage> {
  const child = startChild();
  const limits = { id, limitMs: STAGE_LIMIT_MS };
  const exited = once(child, 'exit');
  async function close(): Promise<void> {
    if (child.connected) await ask(child, { do: 'close' }, limits).catch(() => undefined);
    child.kill('SIGKILL');
    await exited;
  }
  try {
    const { urls } = await ask(child, { do: 'stage', id, host, origins }, limits);
    return { urls, counts: async () => (await ask(child, { do: 'counts' }, limits)).counts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startChild(): ChildProcess {
  const child = fork(join(CLAIMS_FOLDER, 'child.ts'), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Who starts it decides how long it lives; by itself it is no reason for this process to stay.
  child.unref();
  child.channel?.unref();
  return child;
}

type AnswerTo<Name extends ChildRequest['do']> = Extract<ChildAnswer, { did: Name }>;

/** Sends a request, and waits for its answer within a bound. @throws {MeasureError} */
function ask<Name extends ChildRequest['do']>(
  child: ChildProcess,
  request: Extract<ChildRequest, { do: Name }>,
  { id, limitMs, signal }: { id: string; limitMs: number; signal?: AbortSignal },
): Promise<AnswerTo<Name>> {
  return new Promise((resolve, reject) => {
    const fail = (code: MeasureErrorCode, what: string): void => {
      settle();
      reject(new MeasureError(code, `${id} ${what}`));
    };
    const onMessage = (answer: ChildAnswer): void => {
      if (answer.did === 'fail') return fail('failed', `failed: ${answer.message}`);
      settle();
      resolve(answer as AnswerTo<Name>);
    };
    const onExit = (): void => fail('failed', 'failed: the process that measured it has ended');
    const onAbort = (): void => fail('stopped', 'was stopped');
    const timer = setTimeout(() => fail('hung', `did not end within ${limitMs / 1000} s`), limitMs);
    function settle(): void {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      signal?.removeEventListener('abort', onAbort);
    }
    child.on('message', onMessage).on('exit', onExit).on('error', onExit);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    else child.send(request, (error) => error && onExit());
  });
}
