import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../lib/measure/clock.ts';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { type Connect, loadTransport } from '../../lib/transports/index.ts';
import { STUDY_DEFAULTS, type StudySettings } from '../../lib/ui/study/settings.ts';
import { runStudy, type StudyProgress } from '../../lib/ui/study/study-run.ts';
import type { Lab } from '../../servers/options.ts';
import { startTestLab } from '../support/lab.ts';
import { createSocket } from '../transports/scripted-server.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startTestLab();
});
afterEach(() => lab.close());

const SHORT: StudySettings = { ...STUDY_DEFAULTS, updates: 2 };

/** Runs the study as a page would whose site says where the lab is. */
function run(settings: StudySettings, { signal = new AbortController().signal, steps = [] as string[] } = {}) {
  const jar = { cookie: '' };
  const result = runStudy(
    settings,
    {
      fetch: (input, init) => {
        const { pathname, hostname } = new URL(input instanceof Request ? input.url : input);
        if (pathname !== '/lab.json') return fetch(input, init);
        expect(hostname).toBe('127.0.0.1');
        return Promise.resolve(Response.json({ control: Number(new URL(lab.urls.control).port) }));
      },
      clock: systemClock,
      random: Math.random,
      pageUrl: 'http://127.0.0.1:3000/compare/study',
      jar,
      loadTransport: async (id) => {
        const connect = await loadTransport(id);
        const inNode: Connect = (options) => connect({ ...options, createSocket });
        return inNode;
      },
    },
    {
      signal,
      onProgress: ({ step }: StudyProgress) => {
        if (steps.at(-1) !== step) steps.push(step);
      },
    },
  );
  return { result, jar };
}

test('a run counts every byte of five transports, and what they were', { timeout: 30_000 }, async () => {
  const steps: string[] = [];
  const { result, jar } = run(SHORT, { steps });
  const { lanes } = await result;
  expect(lanes.map(({ transport }) => transport)).toEqual([...TRANSPORT_IDS]);
  for (const lane of lanes) {
    expect(lane.updates, lane.transport).toBe(SHORT.updates);
    expect(lane.isWhole, `${lane.transport}: ${lane.payload} + ${lane.overhead} of ${lane.total}`).toBe(true);
    expect(lane.payload, lane.transport).toBeGreaterThan(SHORT.updates * SHORT.payloadBytes);
    expect(lane.connections, lane.transport).toBeGreaterThan(0);
  }
  const total = Object.fromEntries(lanes.map((lane) => [lane.transport, lane.total]));
  expect(total.polling, 'short polling costs more than one WebSocket').toBeGreaterThan(total.websocket ?? Infinity);
  expect(steps).toEqual(['opening a session', 'connecting', 'receiving', 'counting']);
  expect(jar.cookie, 'the cookie is taken back').toMatch(/Max-Age=0/);
});

test('without keep-alive every poll opens a connection', { timeout: 30_000 }, async () => {
  const { lanes } = await run({ ...SHORT, keepAlive: false }).result;
  const polling = lanes.find(({ transport }) => transport === 'polling');
  expect(polling?.requests).toBeGreaterThan(SHORT.updates);
  expect(polling?.connections).toBe(polling?.requests);
});

test('Socket.IO over the WebSocket alone makes one request', { timeout: 30_000 }, async () => {
  const { lanes } = await run({ ...SHORT, pollingFirst: false }).result;
  expect(lanes.find(({ transport }) => transport === 'socket-io')).toMatchObject({ requests: 1, connections: 1 });
});

test('with permessage-deflate updates that are alike shrink to a few bytes', { timeout: 30_000 }, async () => {
  const settings = { ...SHORT, payloadBytes: 1_024 };
  const [plain, deflated] = await Promise.all([run(settings).result, run({ ...settings, deflate: true }).result]);
  const downOf = ({ lanes }: Awaited<typeof plain>) => lanes.find((lane) => lane.transport === 'websocket')?.down ?? 0;
  expect(downOf(deflated)).toBeLessThan(downOf(plain) / 2);
});

test('a run that is given up ends with `cancelled`, and leaves no session', { timeout: 30_000 }, async () => {
  const abort = new AbortController();
  const { result } = run(SHORT, { signal: abort.signal });
  abort.abort();
  await expect(result).rejects.toMatchObject({ code: 'cancelled' });
});
