import type { Socket } from 'node:net';

/** The part of Node's stream handle that tells how many bytes the kernel has not taken yet. */
interface WithQueue {
  _handle?: { writeQueueSize?: number } | null;
}

/**
 * How many bytes of a socket the kernel has taken: a number that grows as long as the reader reads.
 *
 * `bytesWritten` counts what was handed down, in pieces of any size, so a slow reader of one large piece would look like
 * one that takes nothing. Node shows the rest of the present piece on the handle alone, which is not part of its public
 * interface; without it, whole pieces count.
 */
export function bytesTaken(socket: Socket): number {
  return socket.bytesWritten - ((socket as WithQueue)._handle?.writeQueueSize ?? socket.writableLength);
}
