import { expect, test } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { connect } from '../../../lib/transports/websocket.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { BATCH, type LedgerStage, runLedger } from '../../../lib/ui/delivery-ledger/ledger-run.ts';
import { openSession } from '../../../lib/ui/lab/session.ts';
import { startLab } from '../../../servers/start.ts';
import { nodeSocket } from '../../support/node-socket.ts';

/** A lab with a session, and batches that are published through its edges. */
async function setUp() {
  const lab = await startLab({ port: 0 });
  const session = openSession({ fetch, clock: systemClock, control: lab.urls.control, request: { servers: {} } });
  const urls = await new Promise<LedgerStage['urls']>((resolve) => {
    const look = (): void => {
      const state = session.state();
      if (state.name === 'open') resolve(state.session.urls);
    };
    session.subscribe(look);
    look();
  });
  let runs = 0;
  return {
    session,
    run: (part: Partial<LedgerStage>, signal = new AbortController().signal) =>
      runLedger(
        { clock: systemClock, signal },
        {
          policy: 'forget',
          drops: 3,
          topic: `ledger-${++runs}`,
          urls,
          session,
          connect,
          fetch,
          random: Math.random,
          onProgress: () => undefined,
          createSocket: (address) => nodeSocket(address),
          ...part,
        },
      ),
    async [Symbol.asyncDispose]() {
      session.close();
      await lab.close();
    },
  };
}

const WHOLE = { entries: BATCH, lost: 0, doubled: 0, reordered: 0 };

test('one connection that stands delivers everything once and in order, whatever the policy', async () => {
  await using ledger = await setUp();
  const { writer, log, resuming, starting } = await ledger.run({ drops: 0 });
  expect(log).toMatchObject(WHOLE);
  expect(writer).toMatchObject({ sent: BATCH, sends: BATCH });
  for (const reader of [resuming, starting]) expect(reader).toEqual({ received: BATCH, missed: 0 });
});

test('each policy gives what it promises while the edge drops the connections', { timeout: 60_000 }, async () => {
  await using ledger = await setUp();
  const forget = await ledger.run({ policy: 'forget' });
  expect(forget.drops).toBe(3);
  expect(forget.log.lost).toBeGreaterThan(0);
  expect(forget.log.doubled).toBe(0);
  expect(forget.log.entries).toBe(BATCH - forget.log.lost);

  // Which acknowledgements are lost is chance, and on a machine that stutters it may be none of a run.
  let resend = await ledger.run({ policy: 'resend', drops: 6 });
  for (let more = 0; more < 3 && resend.log.doubled === 0; more++) {
    resend = await ledger.run({ policy: 'resend', drops: 6 });
  }
  expect(resend.log.lost).toBe(0);
  expect(resend.log.doubled).toBeGreaterThan(0);
  expect(resend.writer.acknowledged).toBe(BATCH);
  expect(resend.writer.sends).toBeGreaterThan(BATCH);

  const same = await ledger.run({ policy: 'resend-id', drops: 6 });
  expect(same.log).toMatchObject({ entries: BATCH, lost: 0, doubled: 0 });
  expect(same.log.reordered).toBeGreaterThan(0);

  const first = await ledger.run({ policy: 'in-order' });
  expect(first.log).toMatchObject(WHOLE);

  for (const { resuming, log } of [forget, resend, same, first]) {
    expect(resuming).toEqual({ received: log.entries, missed: 0 });
  }
  expect(first.starting.missed).toBeGreaterThan(0);
  expect(first.starting.received + first.starting.missed).toBe(BATCH);
});

test('a run that is called off leaves no connection and no toxic behind', async () => {
  await using ledger = await setUp();
  const abort = new AbortController();
  const over = ledger.run({ onProgress: ({ sent }) => sent > 5 && abort.abort() }, abort.signal);
  await expect(over).rejects.toThrow(Cancelled);
  await expect.poll(() => ledger.session.telemetry()?.transports.websocket.open, { timeout: 10_000 }).toBe(0);
  const state = ledger.session.state();
  expect(state.name === 'open' && state.toxics.websocket).toEqual({});
});
