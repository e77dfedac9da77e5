import { expect, test } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { connect } from '../../../lib/transports/websocket.ts';
import { runHerd } from '../../../lib/ui/faults/scenarios/herd.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { openSession } from '../../../lib/ui/lab/session.ts';
import { startLab } from '../../../servers/start.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const CLIENTS = 20;

/** A lab with a session, and a herd of real clients on it. */
async function setUp() {
  const lab = await startLab({ port: 0 });
  const session = openSession({ fetch, clock: systemClock, control: lab.urls.control });
  const url = await new Promise<string>((resolve) => {
    const look = (): void => {
      const state = session.state();
      if (state.name === 'open') resolve(state.session.urls.websocket);
    };
    session.subscribe(look);
    look();
  });
  return {
    session,
    run: (jitter: boolean, { signal = new AbortController().signal, onStep = (_step: string) => {} } = {}) =>
      runHerd({ clock: systemClock, signal }, jitter, {
        connect: (options) =>
          connect({
            ...options,
            createSocket: nodeSocket,
          }),
        url,
        topic: 'herd',
        session,
        random: Math.random,
        serverNow: systemClock.now,
        clients: CLIENTS,
        onStep,
      }),
    async [Symbol.asyncDispose]() {
      session.close();
      await lab.close();
    },
  };
}

test('a herd comes back together without jitter, and apart with it; every connection is seen at the edge', async () => {
  await using herd = await setUp();
  const without = await herd.run(false);
  expect(without.asked).toHaveLength(CLIENTS);
  expect(without.reached).toHaveLength(CLIENTS);
  expect(without.allOpenMs).toBeDefined();
  // All wait for the whole of their ceiling, and none for less.
  expect(Math.min(...without.asked)).toBeGreaterThanOrEqual(490);
  const withJitter = await herd.run(true);
  expect(withJitter.asked).toHaveLength(CLIENTS);
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  expect(span(withJitter.asked)).toBeGreaterThan(span(without.asked));
  expect(withJitter.peakAsked).toBeLessThanOrEqual(without.peakAsked);
});

test('a herd that is cancelled leaves no client behind', async () => {
  await using herd = await setUp();
  const abort = new AbortController();
  // All of them stand, or are about to: the herd was dropped.
  const onStep = (step: string): void => {
    if (step.includes('connected again')) abort.abort();
  };
  await expect(herd.run(true, { signal: abort.signal, onStep })).rejects.toBeInstanceOf(Cancelled);
  await expect.poll(() => herd.session.telemetry()?.transports.websocket.open, { timeout: 10_000 }).toBe(0);
});
