import { createHash } from 'node:crypto';
import type { Stage } from '../claim.ts';
import { startHttpStage } from '../http-stage.ts';

const CONSTANT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A server that answers every handshake with 101, and never names a subprotocol. */
export const stage: Stage = async (context) => {
  let accepted = 0;
  const { server, url, close } = await startHttpStage(context, (_request, response) => response.end());
  server.on('upgrade', ({ headers }, socket) => {
    accepted++;
    socket.on('error', () => undefined);
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${CONSTANT}`).digest('base64');
    const lines = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
  });
  return { urls: { socket: url.replace('http:', 'ws:') }, counts: () => ({ accepted }), close };
};
