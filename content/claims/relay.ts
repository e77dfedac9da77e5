import { connect, createServer } from 'node:net';
import { listen } from './listen.ts';

/** A TCP relay that keeps what goes through it, as a capture would. */
export interface Relay {
  port: number;
  /** All bytes of a direction, of all connections, in the order of their coming. */
  bytes(direction: 'up' | 'down'): Buffer;
  close(): Promise<void>;
}

/** Starts a relay to a port of this machine. */
export async function startRelay(target: number): Promise<Relay> {
  const kept: Record<'up' | 'down', Buffer[]> = { up: [], down: [] };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to, direction] of [
      [client, upstream, 'up'],
      [upstream, client, 'down'],
    ] as const) {
      from.on('data', (chunk) => kept[direction].push(chunk));
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  const { port, close } = await listen(server);
  return {
    port,
    bytes: (direction) => Buffer.concat(kept[direction]),
    close,
  };
}
