import type { Socket } from 'node:net';

/**
 * Ends a connection with a RST: what waits to be written is thrown away, and the peer is told at once.
 *
 * While a FIN is on its way out, the system's interface refuses a RST (libuv: `EINVAL`), and Node then neither closes the
 * socket nor ever says that it has closed. That lasts for one turn of the event loop, which is waited for.
 */
export function resetSocket(socket: Socket): void {
  const isEnding = socket.writableEnded && !socket.writableFinished && socket.writableLength === 0;
  if (isEnding && !socket.connecting && !socket.destroyed) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}
