import { createCapture } from '../../servers/edge/capture.ts';
import { startEdge } from '../../servers/edge/edge.ts';
import { DEFAULT_LIMITS, type Limits } from '../../servers/options.ts';
import { startServer } from '../../servers/start.ts';
import { DEFAULT_TIMING } from '../../servers/timing.ts';
import type { Dialect } from './readers.ts';
import type { Subject } from './subject.ts';

/** More requests than a run makes: the rate of one connection would be what is measured. */
const UNLIMITED = { ratePerSecond: 1e6, rateBurst: 1e6 };

/** How many bytes the capture of a session holds. */
const CAPTURE_BYTES = 4 * 2 ** 20;

/** Starts the lab's server of one transport, with the limits that everybody gets. */
export async function startOurs(dialect: Dialect, payload: string, limits: Partial<Limits> = {}): Promise<Subject> {
  const { url, log } = await startServer(dialect, { port: 0, limits });
  return {
    port: Number(new URL(url).port),
    publish: () => log.appendOwn({ topic: 'bench', type: 'tick', data: payload }),
  };
}

/** The same without a limit to the rate of one connection. */
export function startUnlimited(dialect: Dialect, payload: string): Promise<Subject> {
  return startOurs(dialect, payload, UNLIMITED);
}

/** The same, and an edge without toxics before it in the same process, as in the lab. */
export async function startBehindEdge(dialect: Dialect, payload: string): Promise<Subject> {
  const { port, publish } = await startUnlimited(dialect, payload);
  const capture = createCapture({ maxBytes: CAPTURE_BYTES });
  let connections = 0;
  const edge = await startEdge({
    transport: dialect,
    host: '127.0.0.1',
    target: () => ({ host: '127.0.0.1', port }),
    capture,
    nextConnection: () => ++connections,
    timing: DEFAULT_TIMING,
    limits: DEFAULT_LIMITS,
  });
  return { port: edge.port, publish };
}
