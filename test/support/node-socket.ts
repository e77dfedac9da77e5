import { WebSocket as NodeWebSocket } from 'ws';

/** A WebSocket of Node's in the place of a browser's, for what is made with a `createSocket`. */
export function nodeSocket(url: string, protocol?: string): WebSocket {
  const socket = new NodeWebSocket(url, protocol);
  // In Node an error that nobody listens to is thrown; the close that follows it says the same.
  socket.on('error', () => undefined);
  return socket as unknown as WebSocket;
}
