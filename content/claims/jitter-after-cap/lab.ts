import { createServer } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { createClock } from '@sinonjs/fake-timers';
import { WebSocket } from 'ws';
import { BACKOFF_MS, createBackoff } from '../../../lib/transports/backoff.ts';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';

const CLIENTS = 100;
const TRIES = 8;
const BASE_MS = 1_000;
const CAP_MS = 30_000;

/** Gives a client the waits between its tries. */
type MakeWaits = () => () => number;

/** As it is commonly written: first the cap, then a quarter more or less. */
const afterCap: MakeWaits = () => {
  let tries = 0;
  return () => {
    const delayMs = Math.min(BASE_MS * 2 ** tries++, CAP_MS);
    return delayMs + delayMs * 0.25 * (Math.random() * 2 - 1);
  };
};

const asInTheCourse: MakeWaits = () => {
  const backoff = createBackoff(Math.random);
  return () => backoff.next();
};

export const measure: LabMeasure = async () => {
  const after = await longestWaitMs(afterCap);
  const inside = await longestWaitMs(asInTheCourse);
  const { cap } = BACKOFF_MS;
  expectControl(inside <= cap && inside > cap / 2, `waits of the course’s own within its cap, got ${inside} ms`);
  return {
    value: after / CAP_MS,
    details: {
      'longest, ms': Math.round(after),
      'longest of the course’s own, ms': Math.round(inside),
      'its cap, ms': cap,
    },
  };
};

/** The longest time that a server has seen between its refusal of a client and that client’s next try. */
async function longestWaitMs(makeWaits: MakeWaits): Promise<number> {
  const clock = createClock(0);
  const refusedAt = new Map<string, number>();
  let longestMs = 0;
  const server = createServer();
  server.on('upgrade', ({ url = '' }, socket) => {
    longestMs = Math.max(longestMs, clock.now - (refusedAt.get(url) ?? clock.now));
    refusedAt.set(url, clock.now);
    socket.on('error', () => undefined).end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
  });
  const { url, close } = await listen(server);
  let [dialling, running] = [0, CLIENTS];
  async function run(client: number): Promise<void> {
    const nextWait = makeWaits();
    for (let tries = 0; tries <= TRIES; tries++) {
      if (tries > 0) await new Promise<void>((resolve) => clock.setTimeout(() => resolve(), nextWait()));
      dialling++;
      const socket = new WebSocket(`${url.ws}/${client}`);
      await new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
      dialling--;
    }
    running--;
  }
  try {
    const all = Promise.all(Array.from({ length: CLIENTS }, (_, client) => run(client)));
    while (running > 0) {
      // Time stands still while somebody is on the way.
      while (dialling > 0) await turn();
      clock.next();
      await turn();
    }
    await all;
    return longestMs;
  } finally {
    await close();
  }
}
