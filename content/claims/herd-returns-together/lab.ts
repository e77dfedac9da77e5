import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { peakWithin } from '../../../lib/measure/histogram.ts';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { listen } from '../listen.ts';

const CLIENTS = 24;
const BASE_MS = 500;
const BIN_MS = 100;

export const measure: LabMeasure = async ({ signal }) => {
  const together = await share(() => 1, signal);
  const apart = await share(Math.random, signal);
  expectControl(apart < together, `a smaller share with jitter, got ${Math.round(apart)} %`);
  return { value: together, details: { 'with full jitter': `${Math.round(apart)} %` } };
};

/** The share of the clients that come back in the busiest stretch, in percent. */
async function share(random: () => number, signal: AbortSignal): Promise<number> {
  const http = createServer();
  const server = new WebSocketServer({ noServer: true });
  const clients = new Set<WebSocket>();
  const arrived: number[] = [];
  let refusals = 0;
  let isDropped = false;
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    if (isDropped && refusals < CLIENTS) {
      refusals++;
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    if (isDropped) arrived.push(performance.now());
    server.handleUpgrade(request, socket, head, () => undefined);
  });
  const { url, close } = await listen(http);

  function dial(): Promise<boolean> {
    const client = new WebSocket(url.ws);
    clients.add(client);
    return new Promise((resolve) => {
      client.on('open', () => resolve(true));
      client.on('error', () => resolve(false));
    });
  }

  async function comeBack(): Promise<void> {
    for (let tries = 0, isOpen = false; !isOpen; tries++) {
      await delay(random() * BASE_MS * 2 ** tries, undefined, { signal });
      isOpen = await dial();
    }
  }

  try {
    await Promise.all(Array.from({ length: CLIENTS }, dial));
    const lost = Promise.all([...clients].map((client) => once(client, 'close')));
    isDropped = true;
    for (const socket of server.clients) socket.terminate();
    await lost;
    await Promise.all(Array.from({ length: CLIENTS }, comeBack));
    return (peakWithin(arrived, BIN_MS) * 100) / CLIENTS;
  } finally {
    for (const client of clients) client.terminate();
    await close();
  }
}
