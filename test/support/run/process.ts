import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What {@link runProgram} may be told. */
export interface RunOptions {
  /** After this many milliseconds the program is ended, and has failed. */
  timeoutMs: number;
  /** Variables added to this process's own. */
  env?: Record<string, string>;
}

/**
 * Runs a program with its output passed through.
 *
 * @returns its exit code; `null` where it could not be started, took too long, or was ended by a signal
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { timeoutMs, env = {} }: RunOptions,
): Promise<number | null> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: timeoutMs,
    windowsHide: true,
  });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  } catch {
    // It is not installed.
    return null;
  }
}

/**
 * Runs the command line of an installed package with this very Node, which no shell and no `.cmd` file on Windows has to
 * find.
 */
export function runPackage(name: string, args: readonly string[], options: RunOptions): Promise<number | null> {
  return runProgram(process.execPath, [packageCommand(name), ...args], options);
}

/** The path of the script that a package's command of the same name runs. @throws {TypeError} where it has none */
export function packageCommand(name: string): string {
  const manifest = join(ROOT, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> };
  const command = name.slice(name.lastIndexOf('/') + 1);
  const path = typeof bin === 'string' ? bin : (bin?.[command] ?? Object.values(bin ?? {})[0]);
  if (path === undefined) throw new TypeError(`Expected ${name} to have a command`);
  return join(dirname(manifest), path);
}
