import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { listen, type Listening } from './listen.ts';

/** What is appended to the key. @see RFC 6455 section 1.3 */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Starts a server that shakes hands, reads on, and never says another word. */
export function startSilentPeer(host: string): Promise<Listening> {
  const server = createServer();
  server.on('upgrade', ({ headers }, socket) => {
    socket.on('error', () => undefined).resume();
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${head.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  return listen(server, host);
}
