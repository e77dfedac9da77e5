import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type TransportId, TRANSPORT_IDS } from '../../lib/protocol/index.ts';

/** The configuration that the lesson shows, and that these tests run. */
const CONFIGURATION = 'servers/proxy/nginx.conf';

/** Where the test run puts an nginx of Debian's where there was none: see support/run/nginx-download.ts. */
export const DOWNLOADED_NGINX = join('test-results', 'nginx', 'usr', 'sbin', 'nginx');

const START_MS = 10_000;

/** The ports of what stands behind the proxy, of each transport: one server, or two. */
export type Upstreams = Readonly<Record<TransportId, readonly number[]>>;

/** How the configuration differs from the one that is shown. */
export interface ProxySettings {
  upstreams: Upstreams;
  /** Replaces lines, each of which has to be there. */
  edits?: readonly (readonly [from: string, to: string])[];
}

/** A running nginx. */
export interface Proxy extends AsyncDisposable {
  /** The base address of a transport, for its client. */
  readonly urls: Readonly<Record<TransportId, string>>;
  readonly port: number;
  /** Takes other settings, as `nginx -s reload` does. Fulfils when new workers serve, and the old ones know. */
  reload(settings: ProxySettings): Promise<void>;
  /** How many workers there are that will end with the last of their connections. */
  oldWorkers(): Promise<number>;
  /** What nginx has written to its log. */
  log(): Promise<string>;
}

/** The nginx to test with; nothing where there is none that runs. */
export function findNginx(): string | undefined {
  const places = ['nginx', '/usr/sbin/nginx', DOWNLOADED_NGINX];
  return places.find((path) => spawnSync(path, ['-v']).status === 0);
}

/** Starts the configuration of the lesson on a free port, in a folder of its own. */
export async function startProxy(settings: ProxySettings): Promise<Proxy> {
  const nginx = findNginx();
  if (nginx === undefined) throw new Error('Expected an nginx to start');
  const folder = await mkdtemp(join(tmpdir(), 'wirelab-nginx-'));
  // Where a test runs as root, the workers are somebody else.
  await chmod(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  const logFile = join(folder, 'error.log');
  const write = async (next: ProxySettings): Promise<void> => writeFile(file, await configure(next, port));
  await write(settings);
  const master = spawn(nginx, ['-p', `${folder}/`, '-c', file, '-e', logFile], { stdio: 'ignore' });
  const exited = once(master, 'exit');
  exited.catch(() => undefined);
  // A test that hangs never comes to its end; this process does.
  const onExit = (): void => void master.kill('SIGTERM');
  process.once('exit', onExit);
  const log = (): Promise<string> => readFile(logFile, 'utf8').catch(() => '');
  const oldWorkers = async (): Promise<number> => {
    const text = await log();
    return count(text, /gracefully shutting down/g) - count(text, /: exit$/gm);
  };

  const stop = async (): Promise<void> => {
    if (master.exitCode === null) master.kill('SIGTERM');
    await exited.catch(() => undefined);
    process.off('exit', onExit);
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await waitFor(() => accepts(port), master, log);
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    port,
    urls: Object.fromEntries(TRANSPORT_IDS.map((id) => [id, urlOf(id, port)])) as Record<TransportId, string>,
    async reload(next) {
      await write(next);
      const before = count(await log(), /gracefully shutting down/g);
      master.kill('SIGHUP');
      const isDone = async () => count(await log(), /gracefully shutting down/g) >= before + WORKERS;
      await waitFor(isDone, master, log);
    },
    oldWorkers,
    log,
    [Symbol.asyncDispose]: stop,
  };
}

/** As many as the configuration says. */
const WORKERS = 2;

function urlOf(id: TransportId, port: number): string {
  if (id === 'socket-io') return `http://127.0.0.1:${port}`;
  return `${id === 'websocket' ? 'ws' : 'http'}://127.0.0.1:${port}/${id}`;
}

/** The file as it is shown, with other ports, and with the second servers where there are some. */
async function configure({ upstreams, edits = [] }: ProxySettings, port: number): Promise<string> {
  const common: (readonly [string, string])[] = [
    ['error_log stderr;', 'error_log error.log notice;'],
    ['listen 127.0.0.1:8080;', `listen 127.0.0.1:${port};`],
  ];
  for (const [index, id] of TRANSPORT_IDS.entries()) {
    const [first = 0, second] = upstreams[id];
    common.push([`    server 127.0.0.1:${3101 + index} max_fails=0;`, `    server 127.0.0.1:${first} max_fails=0;`]);
    if (second === undefined) continue;
    common.push([`    # server 127.0.0.1:${3201 + index} max_fails=0;`, `    server 127.0.0.1:${second} max_fails=0;`]);
  }
  let text = await readFile(CONFIGURATION, 'utf8');
  for (const [from, to] of [...common, ...edits]) {
    if (text.split(from).length !== 2) throw new Error(`Expected ${CONFIGURATION} to have \`${from}\` once`);
    text = text.replace(from, () => to);
  }
  return text;
}

async function waitFor(holds: () => Promise<boolean>, master: ChildProcess, log: () => Promise<string>): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await holds())) {
    const hasEnded = master.exitCode !== null;
    if (hasEnded || performance.now() > deadline) {
      throw new Error(`nginx ${hasEnded ? 'has ended' : 'is not ready'}:\n${await log()}`);
    }
    await delay(10);
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
