import type { TransportId } from '../../lib/protocol/index.ts';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import type { Server } from '../../servers/context.ts';
import { createGuard } from '../../servers/http/guard.ts';
import { createMemoryLog } from '../../servers/log/memory.ts';
import type { Log } from '../../servers/log/log.ts';
import { DEFAULT_LIMITS } from '../../servers/options.ts';
import { DEFAULT_TIMING, type Timing } from '../../servers/timing.ts';
import { START } from '../../servers/transports.ts';
import type { Upstreams } from './nginx.ts';

const HOST = '127.0.0.1';

/** The five servers of one instance; it comes and goes, and the log stays. */
export interface Instance {
  readonly ports: Readonly<Record<TransportId, number>>;
  connections(id: TransportId): number;
  /** Shuts it down as the protocols say. May be called twice. */
  close(): Promise<void>;
  /** Shuts it down and starts it anew on the same ports. */
  restart(): Promise<void>;
}

/** A log, and what starts instances over it. */
export interface Fleet extends AsyncDisposable {
  readonly log: Log;
  start(): Promise<Instance>;
}

/** Makes a log for instances that stand behind one proxy. */
export function createFleet(timing: Partial<Timing> = {}): Fleet {
  const log = createMemoryLog({ limits: DEFAULT_LIMITS });
  const guard = createGuard({ host: HOST, origins: [] });
  const instances: Instance[] = [];

  async function open(ports?: Readonly<Record<TransportId, number>>): Promise<Record<TransportId, Server>> {
    const started = await Promise.all(
      TRANSPORT_IDS.map(async (id) => {
        const context = {
          log,
          guard,
          limits: DEFAULT_LIMITS,
          timing: { ...DEFAULT_TIMING, ...timing },
          settings: {},
          isClosing: false,
        };
        return [id, await START[id](context, ports?.[id] ?? 0, HOST)] as const;
      }),
    );
    return Object.fromEntries(started) as Record<TransportId, Server>;
  }

  return {
    log,
    async start() {
      let servers = await open();
      const ports = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, servers[id].port])) as Instance['ports'];
      const close = async (): Promise<void> => {
        await Promise.all(TRANSPORT_IDS.map((id) => servers[id].close()));
      };
      const instance: Instance = {
        ports,
        connections: (id) => servers[id].connections(),
        close,
        async restart() {
          await close();
          servers = await open(ports);
        },
      };
      instances.push(instance);
      return instance;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(instances.map((instance) => instance.close()));
      log.close();
    },
  };
}

/** Where the proxy finds some instances. */
export function upstreamsOf(...instances: readonly Instance[]): Upstreams {
  const upstreams = TRANSPORT_IDS.map((id) => [id, instances.map(({ ports }) => ports[id])] as const);
  return Object.fromEntries(upstreams) as Record<TransportId, number[]>;
}
