import { startServer } from '../../servers/start.ts';
import type { Dialect } from './readers.ts';
import type { Subject } from './subject.ts';

/** Starts the lab's server of one transport, with the limits that everybody gets. */
export async function startOurs(dialect: Dialect, payload: string): Promise<Subject> {
  const { url, log } = await startServer(dialect, { port: 0 });
  return {
    port: Number(new URL(url).port),
    publish: () => log.appendOwn({ topic: 'bench', type: 'tick', data: payload }),
  };
}
