import type { WebSocket } from 'ws';
import type { Stage } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGES = 500;
const PER_MS = 0.5;

/** Sends as many as the time that has gone by asks for: timers are too coarse for one every 2 ms. */
function send(socket: WebSocket): void {
  const startedAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(MESSAGES, Math.floor((performance.now() - startedAt) * PER_MS));
    while (sent < due) socket.send(String(++sent));
    if (sent === MESSAGES) socket.close(1000);
  }, 1);
  socket.on('close', () => clearInterval(timer));
}

export const stage: Stage = async ({ host, origins }) => {
  const verifyClient = ({ origin }: { origin: string }): boolean => origins.includes(origin);
  const { url, close } = await startSocketServer(send, { host, verifyClient });
  return { urls: { messages: url }, close };
};
