import { connect, createServer, type Socket } from 'node:net';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';
import { startSocketIo } from '../socket-io-server.ts';

const CLIENTS = 20;

export const measure: LabMeasure = async () => {
  const nodes = await Promise.all([startSocketIo(), startSocketIo()]);
  const ports = nodes.map(({ port }) => port);
  const carried = new Set<Socket>();
  let next = 0;
  const balancer = createServer((client) => {
    const node = connect(ports[next++ % ports.length] ?? 0);
    for (const socket of [client, node]) {
      carried.add(socket);
      socket.on('error', () => undefined).on('close', () => carried.delete(socket));
    }
    client.pipe(node).pipe(client);
  });
  const listening = await listen(balancer);
  const url = listening.url.http;
  try {
    const value = await countConnected(url, 'websocket');
    const polling = await countConnected(url, 'polling');
    expectControl(polling < CLIENTS, 'a balancer over which polling fails');
    return { value, details: { 'with polling alone': polling, 'the answer then': await statusOfSecondPoll(url) } };
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
    for (const socket of carried) socket.destroy();
    await listening.close();
  }
};

/** Connects clients, and counts those that get so far. */
async function countConnected(url: string, transport: 'websocket' | 'polling'): Promise<number> {
  const results = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const socket = io(url, { transports: [transport], reconnection: false, forceNew: true });
      const connected = await new Promise<number>((resolve) => {
        socket.on('connect', () => resolve(1));
        socket.on('connect_error', () => resolve(0));
        socket.on('disconnect', () => resolve(0));
        socket.io.on('close', () => resolve(0));
      });
      socket.disconnect();
      return connected;
    }),
  );
  return results.reduce((sum, connected) => sum + connected, 0);
}

/** Opens a session by hand, and polls it over another connection. */
async function statusOfSecondPoll(url: string): Promise<string> {
  const headers = { Connection: 'close' };
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(address, { headers })).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  const answer = await fetch(`${address}&sid=${sid}`, { headers });
  const { message } = (await answer.json()) as { message: string };
  return `${answer.status} ${message}`;
}
