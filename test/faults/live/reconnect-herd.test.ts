import { expect, test } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { openSession } from '../../../lib/ui/lab/session.ts';
import { type HerdStage, runHerd } from '../../../lib/ui/reconnect-herd/herd-run.ts';
import { startLab } from '../../../servers/start.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const CLIENTS = 16;

/** A lab with a session that has servers of its own, and a herd of real clients on it. */
async function setUp() {
  const lab = await startLab({ port: 0 });
  const session = openSession({ fetch, clock: systemClock, control: lab.urls.control, request: { servers: {} } });
  const url = await new Promise<string>((resolve) => {
    const look = (): void => {
      const state = session.state();
      if (state.name === 'open') resolve(`${state.session.urls.websocket}/events`);
    };
    session.subscribe(look);
    look();
  });
  const run = (part: Partial<HerdStage>, signal = new AbortController().signal) =>
    runHerd(
      { clock: systemClock, signal },
      {
        strategy: 'exponential',
        clients: CLIENTS,
        downMs: 0,
        url,
        session,
        random: Math.random,
        onProgress: () => undefined,
        createSocket: (address) => nodeSocket(address),
        ...part,
      },
    );
  return {
    session,
    run,
    async [Symbol.asyncDispose]() {
      session.close();
      await lab.close();
    },
  };
}

test('a herd tries in step without jitter, and apart with it; the edge counts as many as there were', async () => {
  await using herd = await setUp();
  const without = await herd.run({ downMs: 700 });
  // At 500 ms everybody is refused, at 1,500 everybody is taken.
  expect(without.asked).toHaveLength(2 * CLIENTS);
  expect(without.reached).toHaveLength(2 * CLIENTS);
  expect(without.peakAsked).toBeGreaterThanOrEqual(CLIENTS / 2);
  expect(without.allBackMs).toBeGreaterThanOrEqual(1_450);
  const full = await herd.run({ strategy: 'full-jitter', downMs: 700 });
  expect(full.reached).toHaveLength(full.asked.length);
  expect(full.peakAsked).toBeLessThan(without.peakAsked);
});

test('a herd that is called off leaves no connection behind', async () => {
  await using herd = await setUp();
  const abort = new AbortController();
  const over = herd.run({ onProgress: ({ doing }) => doing === 'counting' && abort.abort() }, abort.signal);
  await expect(over).rejects.toThrow(Cancelled);
  await expect.poll(() => herd.session.telemetry()?.transports.websocket.open, { timeout: 10_000 }).toBe(0);
});
