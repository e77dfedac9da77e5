import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import type { TransportId } from '../../lib/protocol/index.ts';
import type { Lab, Limits } from '../../servers/options.ts';
import { startLab } from '../../servers/start.ts';
import { put, type RemoteLab } from './harness.ts';

/** Where to look for six free ports in a row: below the ports that systems give out by themselves. */
const PORTS = { first: 20_000, last: 31_000 } as const;

/** Starts labs for one transport and stops all that were started. */
export interface Labs {
  start(limits?: Partial<Limits>): Promise<RemoteLab>;
  stopAll(): Promise<void>;
}

/** Makes a starter of labs that each can be replaced by another on the same ports. */
export function createLabs(id: TransportId): Labs {
  const running = new Set<Lab>();
  const sockets = new Set<Socket>();

  async function startAt(port: number, limits: Partial<Limits> | undefined): Promise<RemoteLab> {
    const lab = await startLab({ port, ...(limits === undefined ? {} : { limits }) });
    running.add(lab);
    const stop = async () => {
      running.delete(lab);
      await lab.close();
    };
    return {
      urls: lab.urls,
      log: lab.log,
      drop: async () => void lab.drop(id),
      restart: () => lab.restart(id),
      occupy: (count) => occupy(lab.urls[id], count),
      connections: async () => lab.connections(id),
      stop,
      async replace(topic, events) {
        await stop();
        const next = await startAt(port, limits);
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
      await Promise.all([...running].map((lab) => lab.close()));
      running.clear();
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
