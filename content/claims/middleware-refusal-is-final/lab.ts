import { setTimeout as delay } from 'node:timers/promises';
import type { Server, ServerOptions } from 'socket.io';
import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { startSocketIo } from '../socket-io-server.ts';

/** How long a client is given to try again, and how often it would. */
const WATCHED_MS = 500;
const RETRY_MS = 20;

export const measure: LabMeasure = async () => {
  const middleware = await triesOf({}, (server, count) =>
    server.use((_, next) => {
      count();
      next(new Error('no token'));
    }),
  );
  let tries = 0;
  const handshake = await triesOf({
    allowRequest: (_, answer) => {
      tries++;
      answer('no token', false);
    },
  });
  // Without a retry there, the client would not have tried again in any case.
  return {
    value: tries > 1 && handshake.isActive ? middleware.tries : -1,
    details: { 'tries where the handshake is refused': tries, 'active after middleware': String(middleware.isActive) },
  };
};

async function triesOf(
  options: Partial<ServerOptions>,
  prepare: (server: Server, count: () => void) => void = () => undefined,
): Promise<{ tries: number; isActive: boolean }> {
  const server = await startSocketIo(options);
  let tries = 0;
  prepare(server.io, () => tries++);
  const socket = io(server.url, {
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MS,
  });
  try {
    await new Promise<void>((resolve) => socket.once('connect_error', () => resolve()));
    const isActive = socket.active;
    await delay(WATCHED_MS);
    return { tries, isActive };
  } finally {
    socket.disconnect();
    await server.close();
  }
}
