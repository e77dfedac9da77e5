import { setTimeout as delay } from 'node:timers/promises';
import type { Socket as ServerSocket } from 'socket.io';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

/** How long a client is given to come back, and how often it would try. */
const WATCHED_MS = 500;
const RETRY_MS = 20;

export const measure: LabMeasure = async () => {
  const [told, closed, cut] = await Promise.all([
    watch((socket) => socket.disconnect()),
    watch((socket) => socket.disconnect(true)),
    watch((socket) => socket.conn.close()),
  ]);
  expectControl(cut.returns === 1, `one return of the client that was cut off, got ${cut.returns}`);
  return {
    value: told.returns + closed.returns,
    details: {
      'reason after disconnect()': told.reason,
      'active then': String(told.isActive),
      'reason after disconnect(true)': closed.reason,
      'returns after a cut': cut.returns,
    },
  };
};

/** Connects a client, ends its connection in some way, and counts how often it comes back by itself. */
async function watch(
  end: (socket: ServerSocket) => void,
): Promise<{ returns: number; reason: string; isActive: boolean }> {
  const server = await startSocketIo();
  let connections = 0;
  server.io.on('connection', (socket) => {
    if (connections++ === 0) end(socket);
  });
  const options = { transports: ['websocket'], reconnectionDelay: RETRY_MS, reconnectionDelayMax: RETRY_MS };
  const socket = io(server.url, { ...options, forceNew: true });
  try {
    const reason = await new Promise<string>((resolve) => socket.once('disconnect', resolve));
    const isActive = socket.active;
    await delay(WATCHED_MS);
    const returns = connections - 1;
    if (!socket.connected) {
      const isBack = new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.connect();
      await isBack;
    }
    return { returns, reason, isActive };
  } finally {
    socket.disconnect();
    await server.close();
  }
}
