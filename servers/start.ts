import { ProtocolError, type ServerSettings, TRANSPORT_IDS, type TransportId } from '../lib/protocol/index.ts';
import { baseUrl, reachableHost } from './addresses.ts';
import type { Context, Server } from './context.ts';
import { type Control, startControl } from './control/index.ts';
import { createGuard } from './http/guard.ts';
import type { Log } from './log/log.ts';
import { createMemoryLog } from './log/memory.ts';
import { DEFAULT_LIMITS, type Lab, type LabOptions, type Limits } from './options.ts';
import { DEFAULT_TIMING } from './timing.ts';
import { START } from './transports.ts';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 3100;

/**
 * Starts the whole lab: one log, five transports over it, and control.
 *
 * @throws {NodeJS.ErrnoException} with `code` `EADDRINUSE` and the `port` that is taken; nothing is left running then
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port = DEFAULT_PORT, host = DEFAULT_HOST } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = createMemoryLog({ limits });
  const newContext = contexts(log, limits, options);
  const servers = new Map<TransportId, Server>();
  let control: Control | undefined;

  async function closeAll(): Promise<void> {
    await Promise.all([...servers.values(), ...(control ? [control] : [])].map((server) => server.close()));
    log.close();
  }

  try {
    for (const [index, id] of TRANSPORT_IDS.entries()) {
      servers.set(id, await START[id](newContext(), port === 0 ? 0 : port + 1 + index, host));
    }
    const ports = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, serverOf(id).port]));
    control = await startControl({ newContext, port, host, ports: ports as Record<TransportId, number> });
  } catch (error) {
    await closeAll();
    throw error;
  }

  function serverOf(id: TransportId): Server {
    const server = servers.get(id);
    if (server === undefined) throw new ProtocolError('not-found', `There is no transport ${id}`);
    return server;
  }

  const shown = reachableHost(host);
  const urls = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, baseUrl(id, shown, serverOf(id).port)]));
  let closing: Promise<void> | undefined;
  /** Fulfils when no restart runs: they run one after the other. */
  let restarted: Promise<void> = Promise.resolve();

  async function restart(id: TransportId): Promise<void> {
    const { port, close } = serverOf(id);
    await close();
    if (closing !== undefined) return;
    const server = await START[id](newContext(), port, host);
    servers.set(id, server);
    // The lab may have been closed in the meantime, and did not know of this server.
    if (closing !== undefined) await server.close();
  }

  return {
    urls: { control: `http://${shown}:${control.port}`, ...(urls as Record<TransportId, string>) },
    log: log.id,
    restart: (id) => (restarted = restarted.catch(() => undefined).then(() => restart(id))),
    connections: (id) => serverOf(id).connections(),
    drop: (id) => serverOf(id).drop(),
    sessions: () => control.sessions.count(),
    close: () => (closing ??= Promise.all([closeAll(), restarted.catch(() => undefined)]).then(() => undefined)),
  };
}

/**
 * Starts one transport alone, with a log of its own.
 *
 * @throws {NodeJS.ErrnoException} with `code` `EADDRINUSE` and the `port` that is taken
 */
export async function startServer(
  id: TransportId,
  options: LabOptions = {},
): Promise<{ url: string; log: Log; close(): Promise<void> }> {
  const { host = DEFAULT_HOST, port = DEFAULT_PORT + 1 + TRANSPORT_IDS.indexOf(id) } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = createMemoryLog({ limits });
  const server = await START[id](contexts(log, limits, options)(), port, host).catch((error: unknown) => {
    log.close();
    throw error;
  });
  return {
    url: baseUrl(id, reachableHost(host), server.port),
    log,
    async close() {
      await server.close();
      log.close();
    },
  };
}

/** Each server has a context of its own, since each can shut down alone; the log is the same. */
function contexts(log: Log, limits: Limits, options: LabOptions): (settings?: ServerSettings) => Context {
  const { host = DEFAULT_HOST, origins = [] } = options;
  const guard = createGuard({ host, origins });
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  return (settings = {}) => ({ log, guard, limits, timing, settings, isClosing: false });
}
