import { Agent, createServer, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LabMeasure } from '../claim.ts';
import { listen } from '../listen.ts';

const INTERVAL_MS = 25;
const EVENTS = 200;

export const measure: LabMeasure = async () => {
  let pending: number[] = [];
  const server = createServer((_request, response) => {
    response.end(JSON.stringify(pending));
    pending = [];
  });
  const { url, close } = await listen(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const publishing = publish((at) => pending.push(at));
  /** Each wait as a part of the interval that it fell into, so that a machine which stutters changes nothing. */
  const parts: number[] = [];
  let last = performance.now();
  try {
    while (parts.length < EVENTS) {
      const happened = await poll(url.http, agent);
      const now = performance.now();
      for (const at of happened) parts.push((now - at) / (now - last));
      last = now;
      if (parts.length < EVENTS) await delay(INTERVAL_MS);
    }
    const value = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    return { value, details: { events: parts.length, 'the longest': Math.max(...parts).toFixed(2) } };
  } finally {
    await publishing;
    agent.destroy();
    await close();
  }
};

/** Lets events happen at random times, about three in an interval. */
async function publish(happen: (at: number) => void): Promise<void> {
  for (let event = 0; event < EVENTS; event++) {
    await delay(Math.random() * INTERVAL_MS * 0.6);
    happen(performance.now());
  }
}

function poll(url: string, agent: Agent): Promise<number[]> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text) as number[]));
    }).on('error', reject);
  });
}
