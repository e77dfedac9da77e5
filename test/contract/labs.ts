import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Toxics, TransportId } from '../../lib/protocol/index.ts';
import type { Lab, Limits } from '../../servers/options.ts';
import type { Edge } from '../../servers/edge/edge.ts';
import { startLab } from '../../servers/start.ts';
import { startTestEdge } from '../support/edge.ts';
import { put, type RemoteLab } from './harness.ts';

/** Where to look for six free ports in a row: below the ports that systems give out by themselves. */
const PORTS = { first: 20_000, last: 31_000 } as const;

/** Starts labs for one transport and stops all that were started. */
export interface Labs {
  start(limits?: Partial<Limits>): Promise<RemoteLab>;
  stopAll(): Promise<void>;
}

/** What stands before the transport's server. */
export interface LabsOptions {
  /** Puts an edge there, under these toxics from the beginning. @default no edge */
  toxics?: Toxics;
  /** Called with each edge that is started. */
  onEdge?(edge: Edge): void;
}

/** Makes a starter of labs that each can be replaced by another on the same ports. */
export function createLabs(id: TransportId, { toxics, onEdge }: LabsOptions = {}): Labs {
  const running = new Set<Lab>();
  const edges = new Set<Edge>();
  const sockets = new Set<Socket>();

  async function startEdge(lab: Lab, port: number): Promise<Edge> {
    const edge = await startTestEdge(Number(new URL(lab.urls[id]).port), { transport: id, port });
    edges.add(edge);
    await edge.setToxics(toxics ?? {});
    onEdge?.(edge);
    return edge;
  }

  async function startAt(port: number, limits: Partial<Limits> | undefined, edgePort = 0): Promise<RemoteLab> {
    const lab = await startLab({ port, ...(limits === undefined ? {} : { limits }) });
    running.add(lab);
    const edge = toxics === undefined ? undefined : await startEdge(lab, edgePort);
    const stop = async () => {
      running.delete(lab);
      await Promise.all([lab.close(), edge?.close()]);
    };
    const urls = { ...lab.urls };
    if (edge !== undefined) urls[id] = `${new URL(urls[id]).protocol}//127.0.0.1:${edge.port}`;
    return {
      urls,
      log: lab.log,
      drop: async () => void lab.drop(id),
      restart: () => lab.restart(id),
      occupy: (count) => occupy(urls[id], count),
      connections: async () => lab.connections(id),
      stop,
      async replace(topic, events) {
        await stop();
        const next = await startAt(port, limits, edge?.port);
        for (let data = 1; data <= events; data++) await put(next, topic, data);
        return next;
      },
    };
  }

  async function occupy(url: string, count: number): Promise<() => Promise<void>> {
    const { hostname, port } = new URL(url);
    const taken = await Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connectTcp(Number(port), hostname);
        sockets.add(socket);
        await once(socket, 'connect');
        return socket;
      }),
    );
    return async () => {
      await Promise.all(
        taken.map(async (socket) => {
          socket.destroy();
          await once(socket, 'close');
        }),
      );
    };
  }

  return {
    async start(limits) {
      for (;;) {
        const port = PORTS.first + Math.floor(Math.random() * (PORTS.last - PORTS.first));
        try {
          return await startAt(port, limits);
        } catch (error) {
          if (!isTaken(error)) throw error;
        }
      }
    },
    async stopAll() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([...running, ...edges].map((each) => each.close()));
      running.clear();
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
