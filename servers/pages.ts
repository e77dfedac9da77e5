import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './ports.ts';
import { type NextProcess, runNext } from './next-process.ts';

/** How long Next may take to answer its first request, in milliseconds. */
const START_TIMEOUT_MS = 60_000;

/** What {@link startPages} is told. */
export interface PagesOptions {
  /** `start` serves the build, which has to be there; `dev` compiles each page as it is asked for. */
  mode: 'start' | 'dev';
  /** The address to bind. */
  host: string;
  /** The port to bind; 0 picks a free one. */
  port: number;
  /** The port of control, which the pages tell the browser at /lab.json. */
  labPort: number;
  /** Ends the start when it is aborted. */
  signal?: AbortSignal;
}

/** The running pages. */
export interface Pages {
  /** Their base address, without a trailing slash. */
  url: string;
  /** Fulfils when Next has ended, whoever ended it. */
  exited: Promise<number | null>;
  /** Stops Next with all its processes; may be called twice. */
  close(): Promise<void>;
  /** Ends them at once, without waiting. */
  kill(): void;
}

/** Next did not come up. The message carries what it said. */
export class PagesError extends Error {
  override readonly name = 'PagesError';
}

/**
 * Runs Next as itself, as a process beside the lab, and waits until it answers. From then on, what Next says appears in
 * this process's output.
 *
 * @throws {PagesError} when Next ends or stays silent
 */
export async function startPages({ mode, host, port, labPort, signal }: PagesOptions): Promise<Pages> {
  const boundPort = port === 0 ? await findFreePort(host) : port;
  const next = runNext([mode, '--hostname', host, '--port', String(boundPort)], {
    output: 'pipe',
    env: { PORT: String(boundPort), HOST: host, LAB_PORT: String(labPort) },
  });
  const said = collectOutput(next);
  const abort = () => void next.stop();
  signal?.addEventListener('abort', abort);
  try {
    const url = `http://${urlHost(host)}:${boundPort}`;
    await answers(`${url}/lab.json`, next, said);
    said.passOn();
    return { url, exited: next.exited, close: next.stop, kill: next.kill };
  } catch (error) {
    await next.stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** How a bound address is written in a URL: one that means "all of them" is reached under localhost. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Waits until `url` answers, whatever the status. */
async function answers(url: string, next: NextProcess, said: Output): Promise<void> {
  const ended = next.exited.then(async (code) => {
    // Its last words may still be in the pipe.
    await Promise.race([said.complete, delay(500)]);
    throw new PagesError(`Next ended with ${code ?? 'a signal'} before it answered\n${said.text()}`.trimEnd());
  });
  const silent = new AbortController();
  const tooLong = delay(START_TIMEOUT_MS, undefined, { signal: silent.signal }).then(() => {
    throw new PagesError(`Next did not answer at ${url} within ${START_TIMEOUT_MS} ms\n${said.text()}`.trimEnd());
  });
  try {
    await Promise.race([ended, tooLong, firstAnswer(url, silent.signal)]);
  } finally {
    silent.abort();
    // Whichever lost the race is of no interest any more.
    ended.catch(() => {});
    tooLong.catch(() => {});
  }
}

async function firstAnswer(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal });
      await response.body?.cancel();
      return;
    } catch {
      // Not listening yet.
      await delay(50, undefined, { signal }).catch(() => {});
    }
  }
}

/** What a process has printed so far. */
interface Output {
  text(): string;
  /** Fulfils when nothing more can come. */
  complete: Promise<unknown>;
  /** Forgets it, and prints from now on what comes. */
  passOn(): void;
}

function collectOutput({ child }: NextProcess): Output {
  let collected = '';
  let passing = false;
  const collect = (chunk: string, target: NodeJS.WritableStream): void => {
    if (passing) target.write(chunk);
    else collected += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => collect(chunk, process.stdout));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => collect(chunk, process.stderr));
  return {
    text: () => collected,
    complete: once(child, 'close'),
    passOn: () => {
      passing = true;
      collected = '';
    },
  };
}
