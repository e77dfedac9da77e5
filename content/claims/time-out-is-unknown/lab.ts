import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGES = 20;
const ANSWER_MS = 400;
const TIME_OUT_MS = 100;

export const measure: LabMeasure = async () => {
  const taken = new Set<string>();
  const server = await startSocketServer((socket) => {
    socket.on('message', (data) => {
      taken.add(String(data));
      setTimeout(() => socket.send(String(data)), ANSWER_MS);
    });
  });
  const client = new WebSocket(server.url);
  const failed = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();
  let late = 0;
  try {
    await once(client, 'open');
    const all = new Promise<void>((resolve) => {
      client.on('message', (data) => {
        const id = String(data);
        clearTimeout(timers.get(id));
        if (failed.has(id)) late++;
        timers.delete(id);
        if (timers.size === 0) resolve();
      });
    });
    for (let message = 1; message <= MESSAGES; message++) {
      const id = `message-${message}`;
      timers.set(
        id,
        setTimeout(() => failed.add(id), TIME_OUT_MS),
      );
      client.send(id);
    }
    await all;
    const value = [...failed].filter((id) => taken.has(id)).length;
    return { value, details: { 'given up': failed.size, 'answers that came later': late } };
  } finally {
    for (const timer of timers.values()) clearTimeout(timer);
    client.terminate();
    await server.close();
  }
};
