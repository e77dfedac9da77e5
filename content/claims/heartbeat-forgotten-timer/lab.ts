import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const INTERVAL_MS = 120;
const TIMEOUT_MS = 400;
const ANSWER_MS = 200;

/** How long both are watched, in milliseconds. */
const WATCH_MS = 1_000;

/** Calls `onDead` when it takes the peer of a socket for dead. @returns what stops it */
type Watch = (socket: WebSocket, onDead: () => void) => () => void;

const withTwoTimers: Watch = (socket, onDead) => {
  let timeout: NodeJS.Timeout | undefined;
  const interval = setInterval(() => {
    socket.send('ping');
    timeout = setTimeout(onDead, TIMEOUT_MS);
  }, INTERVAL_MS);
  socket.on('message', () => clearTimeout(timeout));
  return () => {
    clearInterval(interval);
    clearTimeout(timeout);
  };
};

const withOneTimer: Watch = (socket, onDead) => {
  let timer: NodeJS.Timeout;
  const rest = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = setTimeout(onDead, TIMEOUT_MS);
      socket.send('ping');
    }, INTERVAL_MS);
  };
  rest();
  socket.on('message', rest);
  return () => clearTimeout(timer);
};

export const measure: LabMeasure = async () => {
  const { url, close } = await startSocketServer((socket) =>
    socket.on('message', () => {
      setTimeout(() => socket.send('pong'), ANSWER_MS);
    }),
  );
  try {
    const [two, one] = await Promise.all([deathsOf(url, withTwoTimers), deathsOf(url, withOneTimer)]);
    expectControl(one === 0, `no verdict with one timer, got ${one}`);
    return { value: two, details: { 'with one timer': one } };
  } finally {
    await close();
  }
};

/** Watches until the first verdict, or for a second. */
async function deathsOf(url: string, watch: Watch): Promise<number> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let deaths = 0;
  let stop = (): void => undefined;
  await new Promise<void>((resolve) => {
    const end = setTimeout(resolve, WATCH_MS);
    stop = watch(socket, () => {
      deaths++;
      clearTimeout(end);
      resolve();
    });
  });
  stop();
  socket.terminate();
  return deaths;
}
