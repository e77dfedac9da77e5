import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const LIMIT = 100;
const WINDOW_MS = 1_000;
/** How long before the boundary the first hundred is sent, and after it the second, in milliseconds. */
const BEFORE_MS = 100;
const AFTER_MS = 10;
/** Within this all of them have to be answered, in milliseconds; where the machine was slower, it is tried again. */
const WITHIN_MS = 500;
const MOST_TRIES = 5;

/** Whether a message is taken that comes at a time. */
type Limiter = (at: number) => boolean;

function fixedWindow(): Limiter {
  let window = 0;
  let count = 0;
  return (at) => {
    const now = Math.floor(at / WINDOW_MS);
    if (now !== window) [window, count] = [now, 0];
    return ++count <= LIMIT;
  };
}

function tokenBucket(): Limiter {
  let tokens = LIMIT;
  let countedAt = performance.now();
  return (at) => {
    tokens = Math.min(LIMIT, tokens + ((at - countedAt) / WINDOW_MS) * LIMIT);
    countedAt = at;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

export const measure: LabMeasure = async ({ signal }) => {
  const fixed = await flood(fixedWindow, signal);
  const bucket = await flood(tokenBucket, signal);
  expectControl(bucket.taken < fixed.taken, `fewer with a token bucket, got ${bucket.taken}`);
  return {
    value: fixed.taken,
    details: { 'from the first to the last, ms': Math.round(fixed.tookMs), 'with a token bucket': bucket.taken },
  };
};

/** Sends two hundred around a boundary. @returns how many of them were taken, and how long it took */
async function flood(limiter: () => Limiter, signal: AbortSignal): Promise<{ taken: number; tookMs: number }> {
  const server = await startSocketServer((socket) => {
    const isTaken = limiter();
    socket.on('message', () => socket.send(isTaken(performance.now()) ? 'taken' : 'refused'));
  });
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const client = new WebSocket(server.url);
      await once(client, 'open');
      const boundary = Math.ceil((performance.now() + 2 * BEFORE_MS) / WINDOW_MS) * WINDOW_MS;
      await delay(boundary - BEFORE_MS - performance.now(), undefined, { signal });
      const startedAt = performance.now();
      const first = await countTaken(client);
      const isInTime = performance.now() < boundary;
      await delay(Math.max(0, boundary + AFTER_MS - performance.now()), undefined, { signal });
      const second = await countTaken(client);
      const tookMs = performance.now() - startedAt;
      client.terminate();
      if (isInTime && tookMs < WITHIN_MS) return { taken: first + second, tookMs };
    }
    throw new Error(`Expected this machine to answer a hundred messages within ${BEFORE_MS} ms`);
  } finally {
    await server.close();
  }
}

/** Sends a hundred messages, and waits for the answer to each. */
async function countTaken(client: WebSocket): Promise<number> {
  let [answers, taken] = [0, 0];
  const all = new Promise<void>((resolve) => {
    client.on('message', (data) => {
      if (String(data) === 'taken') taken++;
      if (++answers === LIMIT) resolve();
    });
  });
  for (let message = 0; message < LIMIT; message++) client.send('spam');
  await all;
  client.removeAllListeners('message');
  return taken;
}
