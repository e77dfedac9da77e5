import {
  type ServerSettings,
  type SessionInfo,
  type Telemetry,
  TRANSPORT_IDS,
  type TransportId,
} from '../../lib/protocol/index.ts';
import { type Address, baseUrl } from '../addresses.ts';
import type { Context, Server } from '../context.ts';
import { now } from '../http/exchange.ts';
import { type AuthGate, createAuthGate } from '../auth/gate.ts';
import { type Capture, createCapture } from './capture.ts';
import { type Edge, startEdge } from './edge.ts';
import { type OwnServers, startOwnServers } from './own-servers.ts';

/** How many bytes a session's capture holds; the oldest go for new ones. */
const CAPTURE_BYTES = 4 * 1024 * 1024;

/** What a session is made of. */
export interface SessionOptions {
  id: string;
  /** The address that its edges and its control bind. */
  host: string;
  /** Makes the context of a server: each shuts down alone. */
  newContext(settings?: ServerSettings): Context;
  /** Where the common server of a transport is. */
  addressOf(transport: TransportId): Address;
  /** Gives the session servers of its own, with these settings. */
  servers?: ServerSettings | undefined;
  /** Starts control on a port of the session's own. */
  startControl(session: Session): Promise<Server>;
}

/**
 * `moving`: somebody takes part, or did, or bytes or connections came; `standing`: connections stand, and nothing moves;
 * `none`: there is nobody.
 */
export type Activity = 'moving' | 'standing' | 'none';

/** Five edges, what went through them, and what stands behind and beside them, all for one reader. */
export interface Session {
  readonly id: string;
  readonly capture: Capture;
  edge(transport: TransportId): Edge;
  /** Its addresses under the name that a request came by. */
  info(hostname: string): SessionInfo;
  telemetry(): Telemetry;
  /** Who may use these servers, where they ask. */
  readonly auth: AuthGate | undefined;
  /** The session's own servers, where it has some. */
  readonly servers: OwnServers | undefined;
  /**
   * Keeps the session for as long as somebody takes part in it.
   *
   * @param onEnd called once when the session ends
   * @returns its undo
   */
  join(onEnd: () => void): () => void;
  /** What has gone on since this was last asked. */
  activity(): Activity;
  /**
   * Ends it: resets its connections, ends its readers, and frees its ports. Its control takes no more requests, and
   * answers those that it has. May be called twice.
   */
  end(): Promise<void>;
  /** Fulfils when it has ended and its control has closed. */
  close(): Promise<void>;
}

/** Starts a session. Nothing is left of one that could not be started whole. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const { id, host, newContext, addressOf, startControl } = options;
  const capture = createCapture({ maxBytes: CAPTURE_BYTES });
  const auth = options.servers?.auth && createAuthGate(options.servers.auth);
  const edges = new Map<TransportId, Edge>();
  const members = new Set<() => void>();
  let servers: OwnServers | undefined;
  let control: Server | undefined;
  let connections = 0;
  let joined = 0;
  let movedThen = 0;
  let ending: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  function edge(transport: TransportId): Edge {
    const found = edges.get(transport);
    if (found === undefined) throw new Error(`Expected an edge for ${transport}`);
    return found;
  }

  async function end(): Promise<void> {
    for (const onEnd of members) onEnd();
    closing = control?.close();
    // The edges first: what stands behind them then has nobody left to wait for.
    await Promise.all([...edges.values()].map((each) => each.close()));
    await servers?.close();
  }

  const session: Session = {
    id,
    capture,
    auth,
    edge,
    get servers() {
      return servers;
    },
    info(hostname) {
      const urls = TRANSPORT_IDS.map((id) => [id, baseUrl(id, hostname, edge(id).port)] as const);
      return {
        id,
        urls: Object.fromEntries(urls) as SessionInfo['urls'],
        control: `http://${hostname}:${control?.port}`,
      };
    },
    telemetry() {
      const transports = TRANSPORT_IDS.map((id) => [id, edge(id).traffic()] as const);
      return { at: now(), transports: Object.fromEntries(transports) as Telemetry['transports'] };
    },
    join(onEnd) {
      joined++;
      const member = () => {
        members.delete(member);
        onEnd();
      };
      members.add(member);
      return () => void members.delete(member);
    },
    activity() {
      let open = 0;
      let moved = joined;
      for (const each of edges.values()) {
        const traffic = each.traffic();
        open += each.connections();
        moved += traffic.opened + traffic.up + traffic.down;
      }
      const isMoving = members.size > 0 || moved !== movedThen;
      movedThen = moved;
      return isMoving ? 'moving' : open > 0 ? 'standing' : 'none';
    },
    end: () => (ending ??= end()),
    async close() {
      await session.end();
      await closing;
    },
  };

  try {
    const newOwn = (settings?: ServerSettings) => ({ ...newContext(settings), ...(auth && { auth }) });
    if (options.servers !== undefined) servers = await startOwnServers(newOwn, options.servers);
    const { limits, timing } = newContext();
    for (const transport of TRANSPORT_IDS) {
      const target = () => servers?.addressOf(transport) ?? addressOf(transport);
      const nextConnection = () => ++connections;
      edges.set(transport, await startEdge({ transport, host, target, capture, nextConnection, limits, timing }));
    }
    control = await startControl(session);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
