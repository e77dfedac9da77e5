import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const MESSAGES = 100;

export const measure: LabMeasure = async ({ signal }) => {
  const http = createServer();
  const server = new WebSocketServer({ noServer: true });
  let received = 0;
  const upgraded = new Promise<Socket>((resolve) => {
    http.on('upgrade', (request, socket: Socket, head) => {
      server.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('message', () => received++);
        accepted.on('error', () => undefined);
        accepted.pause();
        resolve(socket);
      });
    });
  });
  const { url, close } = await listen(http);
  const client = new WebSocket(url.ws);
  client.on('error', () => undefined);
  try {
    const socket = await upgraded;
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open', { signal });
    const closed = once(client, 'close', { signal });
    const failures = await Promise.all(
      Array.from(
        { length: MESSAGES },
        (_, n) =>
          new Promise<boolean>((resolve) => {
            client.send(`message ${n}`, (error) => resolve(error !== undefined && error !== null));
          }),
      ),
    );
    socket.resetAndDestroy();
    const [code] = (await closed) as [number];
    const failed = failures.filter(Boolean).length;
    return { value: MESSAGES - failed - received, details: { 'errors of send()': failed, 'close code': code } };
  } finally {
    client.terminate();
    await close();
  }
};
