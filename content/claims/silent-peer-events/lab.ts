import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Stage } from '../claim.ts';

/** What is appended to the key. @see RFC 6455 section 1.3 */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A server that shakes hands, reads on, and never says another word. */
export const stage: Stage = async ({ host }) => {
  const sockets = new Set<Duplex>();
  const server = createServer();
  server.on('upgrade', ({ headers }, socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${head.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    urls: { silent: `ws://${host}:${(server.address() as AddressInfo).port}` },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
