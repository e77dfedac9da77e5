import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ProtocolError } from '../../lib/protocol/index.ts';

/**
 * Makes the response of a request whose wish for another protocol is not granted: "A server MAY ignore a received Upgrade
 * header field". Some clients wish for HTTP/2 with every request. Node has let go of the socket by then, so the answer is
 * the last on its connection, and a body that comes with the request is out of reach.
 *
 * @throws {ProtocolError} `bad-request` where there is a body
 * @see RFC 9110 section 7.8
 */
export function ignoreUpgrade(request: IncomingMessage, socket: Socket): ServerResponse {
  const { headers } = request;
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0) {
    throw new ProtocolError('bad-request', 'Expected a request with a body to ask for no other protocol');
  }
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on('finish', () => socket.destroySoon());
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroySoon());
  // Read on, so that its end is seen, and let the request end, since nothing else will.
  socket.resume();
  request.push(null);
  return response;
}
