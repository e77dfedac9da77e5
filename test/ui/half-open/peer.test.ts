import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/measure/clock.ts';
import type { Pulse } from '../../../lib/ui/half-open/heartbeat.ts';
import { openPeer, type Peer } from '../../../lib/ui/half-open/peer.ts';
import { startTestLab } from '../../support/lab.ts';
import { askSession, openSession } from '../../support/session.ts';
import { nodeSocket } from '../../support/node-socket.ts';

const SOON = { timeout: 8_000, interval: 5 };
const peers: Peer[] = [];
afterEach(() => peers.splice(0).forEach((peer) => peer.dispose()));

async function opened(url: string, pulse?: Pulse): Promise<Peer> {
  const peer = openPeer({
    createSocket: () => nodeSocket(`${url}/events`),
    clock: systemClock,
    ...(pulse ? { pulse } : {}),
    onChange: () => undefined,
  });
  peers.push(peer);
  await vi.waitFor(() => expect(peer.state().readyState).toBe(1), SOON);
  return peer;
}

describe('a client of a peer that falls silent', () => {
  it('with a heartbeat notices it, and has another connection; without one it stays open', async () => {
    await using lab = await startTestLab();
    const session = await openSession(lab.urls.control);
    const plain = await opened(session.urls.websocket);
    const asking = await opened(session.urls.websocket, { intervalMs: 60, timeoutMs: 400 });
    await vi.waitFor(() => expect(asking.state().answeredMs).toBeGreaterThan(0), SOON);

    expect((await askSession(session, 'silence/websocket')).body).toMatchObject({ silenced: 2 });
    await vi.waitFor(() => expect(asking.state()).toMatchObject({ opened: 2, readyState: 1 }), SOON);
    expect(asking.state().noticed?.how).toContain('dead');
    expect(plain.state()).toMatchObject({ opened: 1, readyState: 1, noticed: undefined });
  });

  it('while the peer answers, is never called dead', async () => {
    await using lab = await startTestLab();
    const asking = await opened(lab.urls.websocket, { intervalMs: 5, timeoutMs: 5_000 });
    await vi.waitFor(() => expect(asking.state().lines.length).toBeGreaterThan(60), SOON);
    expect(asking.state()).toMatchObject({ opened: 1, noticed: undefined });
  });

  it('is told of a connection that is cut, and comes back with or without a heartbeat', async () => {
    await using lab = await startTestLab();
    const plain = await opened(lab.urls.websocket);
    lab.drop('websocket');
    await vi.waitFor(() => expect(plain.state()).toMatchObject({ opened: 2, readyState: 1 }), SOON);
    expect(plain.state().noticed?.how).toBe('close 1006');
  });

  it('stays away once it was told to leave, and waits for the close event', async () => {
    await using lab = await startTestLab();
    const plain = await opened(lab.urls.websocket);
    plain.leave();
    await vi.waitFor(() => expect(plain.state().closing?.code).toBe(1000), SOON);
    await vi.waitFor(() => expect(lab.connections('websocket')).toBe(0), SOON);
  });

  it('leaves nothing open when it is disposed of', async () => {
    await using lab = await startTestLab();
    const asking = await opened(lab.urls.websocket, { intervalMs: 5, timeoutMs: 100 });
    asking.dispose();
    await vi.waitFor(() => expect(lab.connections('websocket')).toBe(0), SOON);
  });
});
