import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { startSocketIo } from '../socket-io-server.ts';

const SIZES = [999_999, 1_000_000, 1_000_001];
/** What stands around the text: 42["m","…"]. */
const AROUND = '42["m",""]'.length;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const arrived: number[] = [];
  const reports: string[] = [];
  server.io.on('connection', (socket) => {
    socket.on('m', (text: string) => {
      arrived.push(text.length + AROUND);
      socket.emit('taken');
    });
  });
  try {
    for (const size of SIZES) {
      const socket = io(server.url, { transports: ['websocket'], reconnection: false, forceNew: true });
      await new Promise((resolve) => {
        socket.on('connect', () => socket.emit('m', 'a'.repeat(size - AROUND)));
        socket.on('taken', () => resolve(undefined));
        socket.on('disconnect', (reason) => {
          reports.push(reason);
          resolve(undefined);
        });
      });
      socket.off('disconnect').disconnect();
    }
    return { value: Math.max(...arrived), details: { 'the client then reports': reports.join(', ') } };
  } finally {
    await server.close();
  }
};
