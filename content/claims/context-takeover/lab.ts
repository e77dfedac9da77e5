import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGES = Array.from({ length: 50 }, (_, index) =>
  JSON.stringify({ type: 'price', symbol: 'ACME', bid: 101.25 + index / 100, ask: 101.5 + index / 100, open: true }),
);

export const measure: LabMeasure = async () => {
  const [remembered, forgotten] = [await sentBytes(false), await sentBytes(true)];
  const plain = MESSAGES.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0);
  return {
    value: forgotten / remembered,
    details: {
      'not compressed': `${plain} B`,
      'each by itself': `${forgotten} B`,
      'with what came before': `${remembered} B`,
    },
  };
};

/** What the server's TCP connection has sent behind the handshake. */
async function sentBytes(serverNoContextTakeover: boolean): Promise<number> {
  const options = { perMessageDeflate: { threshold: 0, serverNoContextTakeover } };
  const server = await startSocketServer(() => undefined, options);
  const client = new WebSocket(server.url);
  try {
    let received = 0;
    const all = new Promise<void>((resolve) => {
      client.on('message', () => {
        received++;
        if (received === MESSAGES.length) resolve();
      });
    });
    const [accepted] = (await once(server.sockets, 'connection')) as [WebSocket];
    const { _socket: socket } = accepted as unknown as { _socket: Socket };
    const handshakeBytes = socket.bytesWritten;
    for (const message of MESSAGES) accepted.send(message);
    await all;
    return socket.bytesWritten - handshakeBytes;
  } finally {
    client.terminate();
    await server.close();
  }
}
