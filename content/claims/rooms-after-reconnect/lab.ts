import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const ROOMS = ['a', 'b', 'c'];

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const rooms: number[] = [];
  server.io.on('connection', async (socket) => {
    // Each is in a room of its own id from the beginning.
    rooms.push(socket.rooms.size - 1);
    if (rooms.length > 1) return;
    await socket.join(ROOMS);
    rooms.push(socket.rooms.size - 1);
    socket.conn.close();
  });
  const socket = io(server.url, { transports: ['websocket'], reconnectionDelay: 10, forceNew: true });
  try {
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    expectControl(rooms[1] === ROOMS.length, `${ROOMS.length} rooms before, got ${rooms[1]}`);
    return { value: rooms.at(-1) ?? Number.NaN, details: { before: rooms[1] ?? 0 } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
