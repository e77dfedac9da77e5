import { io, type SocketOptions } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const RECONNECTS = 5;

/** Makes the option from what reads the token of the moment. */
type MakeAuth = (token: () => string) => NonNullable<SocketOptions['auth']>;

export const measure: LabMeasure = async () => {
  const byObject = await countRenewed((token) => ({ token: token() }));
  const byFunction = await countRenewed((token) => (send) => send({ token: token() }));
  expectControl(byFunction === RECONNECTS, `${RECONNECTS} renewed tokens where auth is a function, got ${byFunction}`);
  return { value: byObject, details: { 'where auth is a function': byFunction } };
};

/** Renews the token at each loss. @returns how many reconnects brought the token of their moment */
async function countRenewed(makeAuth: MakeAuth): Promise<number> {
  const server = await startSocketIo();
  let renewals = 0;
  const token = (): string => `token-${renewals}`;
  let [connections, renewed] = [0, 0];
  let onLast: () => void = () => undefined;
  const last = new Promise<void>((resolve) => (onLast = resolve));
  server.io.on('connection', (socket) => {
    if (connections++ > 0 && socket.handshake.auth.token === token()) renewed++;
    if (connections > RECONNECTS) onLast();
    else socket.on('cut', () => socket.conn.close());
  });
  const socket = io(server.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
    auth: makeAuth(token),
  });
  socket.on('disconnect', () => renewals++);
  socket.on('connect', () => socket.emit('cut'));
  try {
    await last;
    return renewed;
  } finally {
    socket.disconnect();
    await server.close();
  }
}
