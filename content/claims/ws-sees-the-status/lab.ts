import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';
import { startRelay } from '../relay.ts';

export const measure: LabMeasure = async () => {
  const server = createServer();
  server.on('upgrade', (_, socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const { port, close } = await listen(server);
  const relay = await startRelay(port);
  const client = new WebSocket(`ws://127.0.0.1:${relay.port}`);
  client.on('error', () => undefined);
  try {
    const [, answer] = (await once(client, 'unexpected-response')) as [unknown, IncomingMessage];
    const line = relay.bytes('down').toString('latin1').split('\r\n')[0] ?? '';
    return {
      value: line.includes(` ${answer.statusCode} `) ? (answer.statusCode ?? 0) : 0,
      details: { 'first line of the answer': line },
    };
  } finally {
    client.terminate();
    await relay.close();
    await close();
  }
};
