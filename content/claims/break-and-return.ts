import type { ServerOptions } from 'socket.io';
import { io } from 'socket.io-client';
import { startSocketIo } from './socket-io-server.ts';

/** Events that the server emits to the room of a client while the client is away. */
export const EVENTS_WHILE_AWAY = 10;

/** What is asked of {@link breakAndReturn}. */
export interface Break {
  /** The server's option `connectionStateRecovery`; switched off if left out. */
  recovery?: NonNullable<ServerOptions['connectionStateRecovery']>;
  /** Whether the client is sent an event before its connection is cut: it then has a position to come back with. */
  isGreeted: boolean;
}

/** What was seen of a client of Socket.IO that has come back. */
export interface Return {
  /** What the client is told. */
  isRecovered: boolean;
  /** How many of the events came that were emitted while it was away. */
  replayed: number;
  /** In how many of the rooms that the server once put it into it is: one, or none. */
  rooms: number;
  /** Runs of the middleware of `io.use`, and of `allowRequest`, for the first connection and the second. */
  middleware: number;
  handshakes: number;
}

/** Cuts the connection of a client that is in a room, emits events to the room, and waits until the client is back. */
export async function breakAndReturn({ recovery, isGreeted }: Break): Promise<Return> {
  const runs = { middleware: 0, handshakes: 0 };
  const server = await startSocketIo({
    ...(recovery === undefined ? {} : { connectionStateRecovery: recovery }),
    allowRequest: (_, answer) => {
      runs.handshakes++;
      answer(null, true);
    },
  });
  server.io.use((_, next) => {
    runs.middleware++;
    next();
  });
  let rooms = 0;
  server.io.once('connection', async (socket) => {
    await socket.join('room');
    if (isGreeted) socket.emit('greeting');
    socket.on('cut', () => socket.conn.close());
    socket.on('disconnect', () => {
      for (let event = 0; event < EVENTS_WHILE_AWAY; event++) server.io.to('room').emit('news', event);
      server.io.once('connection', (again) => {
        rooms = again.rooms.has('room') ? 1 : 0;
        again.on('ask', (answer: () => void) => answer());
      });
    });
  });
  const socket = io(server.url, { transports: ['websocket'], reconnectionDelay: 50, forceNew: true });
  let replayed = 0;
  socket.on('news', () => replayed++);
  const connected = (): Promise<void> => new Promise((resolve) => socket.once('connect', resolve));
  try {
    await Promise.all([connected(), isGreeted && new Promise<void>((resolve) => socket.once('greeting', resolve))]);
    const isBack = connected();
    socket.emit('cut');
    await isBack;
    // The answer comes after what the server had kept.
    await socket.timeout(5_000).emitWithAck('ask');
    return { isRecovered: socket.recovered, replayed, rooms, ...runs };
  } finally {
    socket.disconnect();
    await server.close();
  }
}
