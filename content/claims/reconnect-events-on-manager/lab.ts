import { io } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const TRIES = 3;

export const measure: LabMeasure = async () => {
  const server = await startSocketIo();
  const socket = io(server.url, {
    transports: ['websocket'],
    reconnectionAttempts: TRIES,
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
    forceNew: true,
  });
  let [onSocket, onManager] = [0, 0];
  // The types know that there is no such event; what is measured is what happens.
  (socket as unknown as { on(name: string, listener: () => void): void }).on('reconnect_attempt', () => onSocket++);
  socket.io.on('reconnect_attempt', () => onManager++);
  try {
    await new Promise((resolve) => socket.on('connect', () => resolve(undefined)));
    const failed = new Promise((resolve) => socket.io.on('reconnect_failed', () => resolve(undefined)));
    await server.close();
    await failed;
    expectControl(onManager === TRIES, `${TRIES} events on the Manager, got ${onManager}`);
    return { value: onSocket, details: { 'on the Manager': onManager } };
  } finally {
    socket.disconnect();
    await server.close();
  }
};
