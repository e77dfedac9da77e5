import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import { createStatesRun, type StatesRun } from '../../../lib/ui/connection-states/run.ts';
import { startTestLab } from '../../support/lab.ts';
import { nodeSocket } from '../../support/node-socket.ts';

/** Waits of a few milliseconds: what is tested is that they end, and where they lead. */
const SHORT = (): number => 0.01;

let run: StatesRun | undefined;
afterEach(() => run?.dispose());

async function openRun(url: string, isNetworkOff = () => false): Promise<StatesRun> {
  const opened = createStatesRun({
    url: () => `${url}/events`,
    clock: systemClock,
    random: SHORT,
    isNetworkOff,
    onChange: () => undefined,
    createSocket: nodeSocket,
  });
  run = opened;
  opened.connect();
  await allSay(opened, ['open', 'open', 'open']);
  return opened;
}

const states = (own: StatesRun): string[] => Object.values(own.accounts()).map(({ state }) => state);

async function allSay(own: StatesRun, expected: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(states(own)).toEqual(expected), { timeout: 8_000, interval: 5 });
}

describe('three clients, driven together', () => {
  it('come back after a drop, and do nothing wrong', async () => {
    await using lab = await startTestLab();
    const own = await openRun(lab.urls.websocket);
    lab.drop('websocket');
    await vi.waitFor(() => {
      for (const account of Object.values(own.accounts())) {
        expect(account).toMatchObject({ state: 'open', made: 2, openSockets: 1 });
        expect(account).toMatchObject({ cameBack: 0, doubled: 0, misreported: 0 });
      }
    });
  });

  it('disconnected while connecting: the one that decides by code comes back against the reader’s will', async () => {
    await using lab = await startTestLab();
    const own = await openRun(lab.urls.websocket);
    own.disconnect();
    await allSay(own, ['closed', 'closed', 'closed']);
    own.connect();
    own.disconnect();
    await vi.waitFor(() => expect(own.accounts()['by-code']).toMatchObject({ state: 'open', cameBack: 1 }), 8_000);
    expect(own.accounts().machine).toMatchObject({ state: 'closed', openSockets: 0, cameBack: 0, misreported: 0 });
    expect(own.accounts().unguarded).toMatchObject({ state: 'closed', openSockets: 0, cameBack: 0 });
  });

  it('reconnected at once: the one that hears old sockets ends up with two, and loses sight of one', async () => {
    await using lab = await startTestLab();
    const own = await openRun(lab.urls.websocket);
    own.disconnect();
    own.connect();
    await vi.waitFor(() => expect(own.accounts().unguarded).toMatchObject({ openSockets: 2, doubled: 1 }), 8_000);
    await vi.waitFor(() => expect(own.accounts().machine).toMatchObject({ state: 'open', ignored: 1 }), 8_000);
    expect(own.accounts().machine).toMatchObject({ openSockets: 1, made: 2, doubled: 0, misreported: 0 });
    own.disconnect();
    await vi.waitFor(() => expect(own.accounts().unguarded).toMatchObject({ state: 'closed', openSockets: 1 }));
    expect(own.accounts().machine).toMatchObject({ state: 'closed', openSockets: 0 });
  });

  it('told that a message was too large: the machine fails for good, and the next connect() is a new beginning', async () => {
    await using lab = await startTestLab();
    const own = await openRun(lab.urls.websocket);
    own.send('x'.repeat(70_000));
    await vi.waitFor(() => expect(own.accounts().machine.state).toBe('failed'), 8_000);
    own.connect();
    await vi.waitFor(() => expect(own.accounts().machine.state).toBe('open'), 8_000);
  });

  it('without a network, the machine rests after a loss instead of trying', async () => {
    await using lab = await startTestLab();
    let isOff = false;
    const own = await openRun(lab.urls.websocket, () => isOff);
    isOff = true;
    lab.drop('websocket');
    await vi.waitFor(() => expect(own.accounts().machine).toMatchObject({ state: 'offline', made: 1 }), 8_000);
    isOff = false;
    own.network(false);
    await vi.waitFor(() => expect(own.accounts().machine).toMatchObject({ state: 'open', made: 2 }), 8_000);
  });

  it('disposed of, leave no socket and no timer that brings one back', async () => {
    await using lab = await startTestLab();
    const own = await openRun(lab.urls.websocket);
    own.disconnect();
    own.connect();
    own.dispose();
    const made = Object.values(own.accounts()).map((account) => account.made);
    await vi.waitFor(() => expect(lab.connections('websocket')).toBe(0), 8_000);
    expect(Object.values(own.accounts()).map((account) => account.made)).toEqual(made);
  });
});
