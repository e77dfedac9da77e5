import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { ProtocolError, SUBPROTOCOL } from '../lib/protocol/index.ts';
import type { Context, Server } from './context.ts';
import type { Exchange } from './http/exchange.ts';
import { createHttpServer } from './http/server.ts';
import { createPump } from './pump.ts';
import { EncodedEvents } from './websocket-frame.ts';
import { Peer, PeerSocket } from './websocket-peer.ts';

/** How many frames, and how many reads, one message may come in: what holds the pieces is larger than a small piece. */
const MAX_FRAGMENTS = 1_024;
const MAX_READS = 8_192;

/**
 * WebSocket: one connection for both directions, and messages of JSON.
 *
 * The library does the handshake, reads what peers send and answers what is illegal. Events are written past it: their
 * frames are the same for every peer, so they are made once and go to each socket in one write. Where messages are
 * compressed (`deflate` in the settings) they are not the same, and the library makes them, too.
 *
 * @see RFC 6455
 */
export async function startWebSocket(context: Context, port: number, host: string): Promise<Server> {
  const pump = createPump(context, (entries) => new EncodedEvents(entries));
  const peers = new Set<Peer>();
  const shared = { context, pump, peers };
  // #region upgrade
  const wss = new WebSocketServer({
    noServer: true,
    WebSocket: PeerSocket,
    maxPayload: context.limits.maxMessageBytes,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_READS,
    // Memory for a compressor is kept per connection, so it is there for whoever wants to see what it saves. Then small
    // messages are compressed as well: what they have in common with those before them is what there is to save.
    perMessageDeflate: context.settings.deflate === true ? { threshold: 0 } : false,
    // A pong is an answer like any other, so it waits for its turn in the limits.
    autoPong: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const http = createHttpServer({
    context,
    route: (pathname) => (pathname === '/events' ? { GET: refusePlain } : undefined),
    mayWait: true,
    upgrade(request, socket, head) {
      const error = whyNot(request);
      if (error !== undefined) {
        const headers = { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
        http.refuseUpgrade(request, socket, { error, headers });
        return;
      }
      wss.handleUpgrade(request, socket, head, (ws) => {
        const peer = new Peer(ws, socket, shared);
        if (context.auth) peer.ask(context.auth, request);
      });
    },
  });
  // #endregion upgrade
  wss.on('headers', (headers) => headers.push(`Wirelab-Log: ${context.log.id}`));
  wss.on('wsClientError', (error: Error, socket: Socket, request: IncomingMessage) => {
    http.refuseUpgrade(request, socket, { error: new ProtocolError('bad-request', error.message) });
  });

  const listeningPort = await http.listen(port, host);
  const pings = setInterval(() => {
    for (const peer of peers) peer.ping();
  }, context.timing.pingMs);

  return {
    port: listeningPort,
    connections: http.connections,
    drop: http.drop,
    async close() {
      context.isClosing = true;
      clearInterval(pings);
      await pump.settle(context.timing.graceMs);
      for (const peer of peers) peer.end(1001, 'shutting-down');
      pump.close();
      const grace = setTimeout(() => {
        for (const peer of peers) peer.cut();
      }, context.timing.graceMs);
      await http.close();
      clearTimeout(grace);
    },
  };
}

// #region refuse
/** Why a handshake cannot be accepted, as far as it differs from any other request. @see RFC 6455 section 4.2.1 */
function whyNot({ url = '', method, headers, httpVersion }: IncomingMessage): ProtocolError | undefined {
  if (url.split('?', 1)[0] !== '/events') return new ProtocolError('not-found', 'Expected the path /events');
  if (method !== 'GET') return new ProtocolError('bad-request', 'Expected a handshake to be a GET');
  if (httpVersion !== '1.1') return new ProtocolError('bad-request', 'Expected a handshake to be of HTTP/1.1');
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return new ProtocolError('upgrade-required', 'Expected an upgrade to websocket');
  }
  if (headers['sec-websocket-version'] !== '13') {
    return new ProtocolError('upgrade-required', 'Expected version 13 of the WebSocket protocol');
  }
  return undefined;
}
// #endregion refuse

function refusePlain(exchange: Exchange): void {
  const error = new ProtocolError('upgrade-required', 'Expected a WebSocket handshake');
  exchange.problem(error, { Upgrade: 'websocket', Connection: 'Upgrade' });
}
