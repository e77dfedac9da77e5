import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const CLIENTS = 5;
const REASON = 'io server disconnect';

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const atServer: string[] = [];
  let withConnect = 0;
  server.io.on('connection', (socket) => {
    if (typeof (socket as { connect?: unknown }).connect === 'function') withConnect++;
    socket.on('disconnect', (reason) => atServer.push(reason));
    socket.disconnect();
  });
  const sockets = Array.from({ length: CLIENTS }, () => io(server.url, { transports: ['websocket'], forceNew: true }));
  try {
    const atClients = await Promise.all(
      sockets.map((socket) => new Promise<string>((resolve) => socket.on('disconnect', resolve))),
    );
    const told = atClients.filter((reason) => reason === REASON).length;
    expectControl(told === CLIENTS, `${CLIENTS} clients that are told "${REASON}", got ${told}`);
    expectControl(atServer.length === CLIENTS, `${CLIENTS} reasons at the server, got ${atServer.length}`);
    return {
      value: atServer.filter((reason) => reason === REASON).length,
      details: {
        'at the server': [...new Set(atServer)].join(', '),
        'at the clients': [...new Set(atClients)].join(', '),
        'sockets of the server with connect()': withConnect,
      },
    };
  } finally {
    for (const socket of sockets) socket.disconnect();
    await server.close();
  }
};
