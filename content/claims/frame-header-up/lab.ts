import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const TEXT = 'Hello';

export const measure: LabMeasure = async () => {
  const server = await startSocketServer();
  const client = new WebSocket(server.url);
  try {
    const [accepted] = (await once(server.sockets, 'connection')) as [WebSocket, { socket: { bytesRead: number } }];
    const socket = (accepted as unknown as { _socket: { bytesRead: number } })._socket;
    const handshakeBytes = socket.bytesRead;
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    client.send(TEXT);
    await once(accepted, 'message');
    return { value: socket.bytesRead - handshakeBytes - Buffer.byteLength(TEXT) };
  } finally {
    client.terminate();
    await server.close();
  }
};
