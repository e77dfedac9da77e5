import { setTimeout as delay } from 'node:timers/promises';
import { type ServerSettings, TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import type { Address } from '../addresses.ts';
import type { Context, Server } from '../context.ts';
import { START } from '../transports.ts';

/** The servers of a session are reached through its edges alone, so nobody else needs their address. */
const HOST = '127.0.0.1';

/** What nothing listens on: a connection to it is refused. */
const NOWHERE: Address = { host: HOST, port: 0 };

/** The five servers that one session has to itself. */
export interface OwnServers {
  /** Where a transport's server is now; where nothing is while it is down. */
  addressOf(transport: TransportId): Address;
  /**
   * Shuts a server down as the protocol says, and starts it again `downMs` after it has ended. One that is being
   * restarted is not restarted again.
   *
   * @returns for how long the server will be down: as was said first
   */
  restart(transport: TransportId, downMs: number): number;
  /** Ends all of them; may be called twice. */
  close(): Promise<void>;
}

/**
 * Starts five servers over the common log.
 *
 * @param newContext makes the context of a server: each shuts down alone
 */
export async function startOwnServers(
  newContext: (settings: ServerSettings) => Context,
  settings: ServerSettings,
): Promise<OwnServers> {
  const servers = new Map(
    TRANSPORT_IDS.map((id) => [id, new OwnServer(() => START[id](newContext(settings), 0, HOST))] as const),
  );
  const close = async () => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  };
  const started = await Promise.allSettled([...servers.values()].map((server) => server.start()));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  return {
    addressOf: (transport) => servers.get(transport)?.address() ?? NOWHERE,
    restart: (transport, downMs) => servers.get(transport)?.restart(downMs) ?? downMs,
    close,
  };
}

/** One server that comes and goes. */
class OwnServer {
  readonly #start: () => Promise<Server>;
  readonly #end = new AbortController();
  #server: Server | undefined;
  #restart: { downMs: number; done: Promise<void> } | undefined;

  constructor(start: () => Promise<Server>) {
    this.#start = start;
  }

  address(): Address {
    return this.#server === undefined ? NOWHERE : { host: HOST, port: this.#server.port };
  }

  /** A new port each time: somebody else may have taken the old one. */
  async start(): Promise<void> {
    const server = await this.#start();
    // The session may have ended in the meantime, and did not know of this server.
    if (this.#end.signal.aborted) await server.close();
    else this.#server = server;
  }

  restart(downMs: number): number {
    this.#restart ??= { downMs, done: this.#run(downMs) };
    return this.#restart.downMs;
  }

  async #run(downMs: number): Promise<void> {
    try {
      await this.#server?.close();
      this.#server = undefined;
      await delay(downMs, undefined, { signal: this.#end.signal });
      await this.start();
    } catch (error) {
      // Without the means to start it the server stays down, until it is restarted again.
      if (!this.#end.signal.aborted) console.error(error);
    } finally {
      this.#restart = undefined;
    }
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all([this.#restart?.done, this.#server?.close()]);
  }
}
