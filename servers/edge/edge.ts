import { type AddressInfo, createServer, type Server as NodeServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint, Toxics, Traffic, TransportId } from '../../lib/protocol/index.ts';
import type { Limits } from '../options.ts';
import type { Timing } from '../timing.ts';
import type { Capture } from './capture.ts';
import { Link } from './link.ts';
import { type Clock, systemClock } from './toxics/clock.ts';
import { resetSocket } from '../reset.ts';

/** Where the server behind an edge listens. */
export interface Target {
  host: string;
  port: number;
}

/** What an edge is made of. */
export interface EdgeOptions {
  transport: TransportId;
  /** The address to bind. */
  host: string;
  /** The port to bind; 0 lets the system choose. @default 0 */
  port?: number;
  /** Where the server is; asked for each connection, since it may have moved. */
  target(): Target;
  /** Takes what goes through. */
  capture: Pick<Capture, 'append'>;
  /** Numbers the connections of the session, from 1. */
  nextConnection(): number;
  timing: Pick<Timing, 'graceMs'>;
  limits: Pick<Limits, 'maxConnections'>;
  /** Times the toxics. @default the system's */
  clock?: Clock;
  /** What the toxics draw from. @default Math.random */
  random?(): number;
}

/** A relay before one transport's server, with a tap and toxics. */
export interface Edge {
  readonly port: number;
  /** What has gone through. */
  traffic(): Traffic;
  /** The toxics that are set. */
  readonly toxics: Toxics;
  /**
   * Sets all toxics; what stands is under them at once. Fulfils when the edge refuses, or takes, connections again.
   *
   * @throws {NodeJS.ErrnoException} (as a rejection) `EADDRINUSE` where somebody has taken the port of an edge that was
   * down; it then stays down
   */
  setToxics(toxics: Toxics): Promise<void>;
  /** Resets every connection on both sides. @returns how many there were */
  drop(): number;
  /** Lets nothing more through the connections that stand, and leaves them open. New ones pass. @returns how many */
  silence(): number;
  /** Resets every connection and frees the port. May be called twice. Fulfils when no socket and no timer is left. */
  close(): Promise<void>;
  /** How many connections of clients stand. */
  connections(): number;
}

/** How often, and after how many ms each, the port of an edge that was down is asked for again where it is taken. */
const LISTEN_TRIES = 40;
const LISTEN_RETRY_MS = 50;

/**
 * How many connections more than the limit pass: the server behind then says itself, in its own words, that it is full.
 * Beyond them connections are reset.
 */
const MAX_REFUSALS = 100;

/** Starts an edge. @throws {NodeJS.ErrnoException} (as a rejection) where it cannot listen */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const {
    transport,
    host,
    target,
    capture,
    nextConnection,
    limits,
    clock = systemClock,
    random = Math.random,
  } = options;
  const traffic: Traffic = { up: 0, down: 0, opened: 0, open: 0 };
  const links = new Set<Link>();
  /** Called when the last link has gone. */
  let onEmpty: (() => void) | undefined;
  let toxics: Toxics = {};
  let listener: NodeServer | undefined;
  let port = options.port ?? 0;
  let closing: Promise<void> | undefined;
  let changed: Promise<void> = Promise.resolve();

  function onConnection(client: Socket): void {
    if (traffic.open >= limits.maxConnections + MAX_REFUSALS) return void resetSocket(client);
    traffic.opened++;
    traffic.open++;
    const connection = nextConnection();
    capture.append({ transport, connection, at: clock.now(), state: 'opened', ...endpoints(client) });
    const link = new Link({
      client,
      target: target(),
      toxics,
      clock,
      random,
      graceMs: options.timing.graceMs,
      tap(direction, bytes, offset) {
        traffic[direction] += bytes.length;
        capture.append({ transport, connection, direction, at: clock.now(), offset, bytes });
      },
      onClientClosed(by, how) {
        traffic.open--;
        capture.append({ transport, connection, at: clock.now(), state: 'closed', by, how });
      },
      onClosed() {
        links.delete(link);
        if (links.size === 0) onEmpty?.();
      },
    });
    links.add(link);
  }

  async function listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, onConnection);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
    listener = server;
  }

  /** Nothing accepts any more; what stands goes on. */
  function unlisten(): Promise<void> {
    const server = listener;
    listener = undefined;
    return new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  async function listenAgain(): Promise<void> {
    for (let tries = 1; closing === undefined && listener === undefined; tries++) {
      try {
        return await listen();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === LISTEN_TRIES) throw error;
        await delay(LISTEN_RETRY_MS);
      }
    }
  }

  function drop(): number {
    const count = traffic.open;
    for (const link of links) link.reset();
    return count;
  }

  async function apply(wanted: Toxics): Promise<void> {
    if (wanted.down === true) {
      toxics = wanted;
      const refused = unlisten();
      drop();
      await refused;
      return;
    }
    await listenAgain();
    toxics = wanted;
    for (const link of links) link.set(wanted);
  }

  async function close(): Promise<void> {
    const refused = unlisten();
    drop();
    await refused;
    await changed.catch(ignore);
    await unlisten();
    if (links.size > 0) await new Promise<void>((resolve) => (onEmpty = resolve));
  }

  await listen();
  return {
    get port() {
      return port;
    },
    traffic: () => ({ ...traffic }),
    get toxics() {
      return toxics;
    },
    setToxics: (wanted) => (changed = changed.catch(ignore).then(() => apply(wanted))),
    drop,
    silence: () => [...links].filter((link) => link.silence()).length,
    close: () => (closing ??= close()),
    connections: () => traffic.open,
  };
}

function endpoints(client: Socket): { client: Endpoint; edge: Endpoint } {
  const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = client;
  return { client: { address: remoteAddress, port: remotePort }, edge: { address: localAddress, port: localPort } };
}

function ignore(): void {}
