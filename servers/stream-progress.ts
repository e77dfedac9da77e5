import type { Socket } from 'node:net';

/** The part of Node's stream handle that tells how many bytes the kernel has not taken yet. */
interface WithQueue {
  _handle?: { writeQueueSize?: number } | null;
}

/**
 * A number that changes when the kernel takes bytes of a socket, and stays when there are only more to take.
 *
 * What Node counts as waiting shrinks by whole writes, so a slow reader of one large write would look like one that takes
 * nothing. The rest of the present write is on the handle alone, which is not part of Node's public interface; without
 * it, whole writes count.
 */
export function bytesTaken(socket: Socket): number {
  return socket.bytesWritten - socket.writableLength - ((socket as WithQueue)._handle?.writeQueueSize ?? 0);
}
