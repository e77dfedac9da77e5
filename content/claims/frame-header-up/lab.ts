import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LabMeasure } from '../claim.ts';

const TEXT = 'Hello';

export const measure: LabMeasure = async () => {
  const http = createServer().listen(0, '127.0.0.1');
  const server = new WebSocketServer({ server: http });
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  try {
    const [accepted] = (await once(server, 'connection')) as [WebSocket, { socket: { bytesRead: number } }];
    const socket = (accepted as unknown as { _socket: { bytesRead: number } })._socket;
    const handshakeBytes = socket.bytesRead;
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    client.send(TEXT);
    await once(accepted, 'message');
    return { value: socket.bytesRead - handshakeBytes - Buffer.byteLength(TEXT) };
  } finally {
    client.terminate();
    server.close();
    http.close();
  }
};
