import { io, type ManagerOptions } from 'socket.io-client';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketIo } from '../socket-io-server.ts';

const TRIES = 5;

export const measure: LabMeasure = async () => {
  const plain = await countPolls({});
  const all = await countPolls({ tryAllTransports: true });
  expectControl(plain.upgrades === TRIES, `${TRIES} tries, got ${plain.upgrades}`);
  expectControl(all.polls > 0, 'requests for polling with tryAllTransports, got none');
  return {
    value: plain.polls,
    details: { 'upgrades asked for': plain.upgrades, 'with tryAllTransports': all.polls },
  };
};

/** Counts what reaches the server until the client has connected, or has given up. */
async function countPolls(options: Partial<ManagerOptions>): Promise<{ polls: number; upgrades: number }> {
  const server = await startSocketIo();
  const seen = { polls: 0, upgrades: 0 };
  server.http.prependListener('request', ({ url }) => {
    if (url?.includes('transport=polling')) seen.polls++;
  });
  server.http.removeAllListeners('upgrade');
  server.http.on('upgrade', (_request, socket) => {
    seen.upgrades++;
    socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  const socket = io(server.url, {
    transports: ['websocket', 'polling'],
    reconnectionAttempts: TRIES - 1,
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
    forceNew: true,
    ...options,
  });
  try {
    await new Promise((resolve) => {
      socket.on('connect', () => resolve(undefined));
      socket.io.on('reconnect_failed', () => resolve(undefined));
    });
    return { ...seen };
  } finally {
    socket.disconnect();
    await server.close();
  }
}
