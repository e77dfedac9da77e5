import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5000;

/** The lab, running as a process of its own on ports that the system chose. */
export interface LabProcess extends AsyncDisposable {
  /** The addresses of its servers by name, as JSON: what a live grade is given. */
  urls: string;
}

/**
 * Starts the lab, and waits until it listens. Disposing of it ends it, and may be done twice.
 *
 * @throws {Error} saying what the lab said
 */
export async function startLabProcess(): Promise<LabProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'servers/main.ts'], {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...process.env, HOST: '', LAB_PORT: '0', LAB_ORIGINS: '', NODE_OPTIONS: '' },
    // The channel is how the lab is asked to stop on every system; and it stops when this end is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    if (process.platform === 'win32' && child.connected) child.send('stop', () => {});
    else child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  };
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));

  let said = '';
  const control = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The lab did not start in time.')), START_LIMIT_MS);
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /control\s+(?<url>http:\S+)/.exec(said)?.groups?.url;
      if (url === undefined || !said.includes('Ctrl-C')) return;
      clearTimeout(timer);
      resolve(url);
    });
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`The lab did not start.\n${said.trim()}`));
    });
  });
  try {
    const url = await control;
    return { urls: await readAddresses(url), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readAddresses(control: string): Promise<string> {
  const answer: unknown = await (await fetch(`${control}/`)).json();
  const transports = typeof answer === 'object' && answer !== null && 'transports' in answer ? answer.transports : null;
  if (typeof transports !== 'object' || transports === null) throw new Error('The lab did not tell its addresses.');
  return JSON.stringify({ control, ...transports });
}
