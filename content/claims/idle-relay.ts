import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { listen } from './listen.ts';
import { startSocketServer } from './socket-server.ts';

/** What is asked of {@link countSurvivors}. */
export interface IdleTrial {
  connections: number;
  /** After how long without a byte the relay ends a connection, in milliseconds. */
  idleMs: number;
  /** How often each client pings; never if left out. */
  pingMs?: number;
  /** How long to watch, in milliseconds. */
  forMs: number;
}

/** Opens WebSockets over a relay that ends what is idle, and counts those that still stand after a while. */
export async function countSurvivors({ connections, idleMs, pingMs, forMs }: IdleTrial): Promise<number> {
  const server = await startSocketServer();
  const relay = createServer((client) => {
    const target = connect(server.port, '127.0.0.1');
    // Like the timeouts of proxies: any byte, in either direction, begins the time anew.
    let timer = setTimeout(end, idleMs);
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(end, idleMs);
    };
    function end(): void {
      client.destroy();
      target.destroy();
    }
    for (const socket of [client, target]) {
      socket.on('data', heard).on('error', () => undefined);
      socket.on('close', () => clearTimeout(timer));
    }
    client.pipe(target).pipe(client);
  });
  const { url, close } = await listen(relay);
  const clients: WebSocket[] = [];
  const timers: NodeJS.Timeout[] = [];
  try {
    for (let index = 0; index < connections; index++) {
      const client = new WebSocket(url.ws);
      client.on('error', () => undefined);
      clients.push(client);
      // Where the machine stands still, the relay may end one before it is open.
      await new Promise((resolve) => client.on('open', resolve).on('close', resolve));
      if (pingMs !== undefined) timers.push(setInterval(() => client.ping(), pingMs));
    }
    await delay(forMs);
    return clients.filter((client) => client.readyState === WebSocket.OPEN).length;
  } finally {
    for (const timer of timers) clearInterval(timer);
    for (const client of clients) client.terminate();
    await close();
    await server.close();
  }
}
