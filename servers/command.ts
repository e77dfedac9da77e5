import { BuildError } from './build.ts';
import { EnvironmentError } from './environment.ts';
import { PagesError } from './pages.ts';
import { PortError } from './ports.ts';
import { onStopRequest } from './stop-request.ts';

/** How long stopping may take before the process ends all the same, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;

/** The command line was not understood. The message is one line that says what is expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The wish that a command should stop. */
export interface Stop {
  signal: AbortSignal;
  /** Fulfils with `stop` when it is uttered. */
  requested: Promise<'stop'>;
}

/**
 * Runs a command to its end, and the process with it. Ctrl-C asks it to stop, and a second one ends it at once; what
 * Next has started goes along either way. The command returns the exit code; an error that is the reader's to mend is
 * told in its own words, without a stack, and the code is 1.
 */
export async function runCommand(command: (stop: Stop) => Promise<number>): Promise<never> {
  const stop = new AbortController();
  const requested = new Promise<'stop'>((resolve) => {
    stop.signal.addEventListener('abort', () => {
      setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
      resolve('stop');
    });
  });
  onStopRequest({ onFirst: () => stop.abort(), onAgain: () => process.exit(130) });
  try {
    return process.exit(await command({ signal: stop.signal, requested }));
  } catch (error) {
    // What is cut short by Ctrl-C has not failed.
    if (stop.signal.aborted) return process.exit(0);
    console.error(isExpected(error) ? error.message : error);
    return process.exit(1);
  }
}

/** Prints addresses as a table, once everything listens. */
export function printAddresses(urls: Record<string, string>): void {
  const table = Object.entries(urls).map(([name, url]) => `  ${name.padEnd(14)}${url}`);
  console.log(`\n${table.join('\n')}\n\n  Ctrl-C stops everything.\n`);
}

function isExpected(error: unknown): error is Error {
  return [UsageError, EnvironmentError, PortError, PagesError, BuildError].some((kind) => error instanceof kind);
}
