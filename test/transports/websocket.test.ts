import { describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Trace } from '../../lib/transports/transport.ts';
import { connect } from '../../lib/transports/websocket.ts';
import { createManualClock } from './manual-clock.ts';
import { createSocket, type Script, startScripted } from './scripted-server.ts';

const SUBSCRIBED = { op: 'subscribed', topic: 't', oldest: 1, newest: 0, log: 'a' };

async function start(script: Script) {
  const server = await startScripted(script);
  const clock = createManualClock();
  const traces: Trace[] = [];
  const events: number[] = [];
  const connection = connect({
    url: server.ws,
    topic: 't',
    createSocket,
    clock,
    random: () => 0.5,
    onEvent: ({ seq }) => events.push(seq),
    onTrace: (trace) => traces.push(trace),
  });
  return {
    server,
    clock,
    traces,
    events,
    connection,
    becomes: (name: string) => vi.waitFor(() => expect(connection.state.name).toBe(name), { timeout: 5000 }),
    async [Symbol.asyncDispose]() {
      connection.close();
      await server[Symbol.asyncDispose]();
      expect(clock.timers, 'timers left after close').toBe(0);
    },
  };
}

/** Answers each message with what `answer` returns for it. */
function talk(answer: (message: Record<string, unknown>, count: number) => unknown): NonNullable<Script['onSocket']> {
  return (socket: WebSocket) => {
    let count = 0;
    socket.on('message', (text) => {
      const reply = answer(JSON.parse(String(text)) as Record<string, unknown>, ++count);
      if (reply !== undefined) socket.send(JSON.stringify(reply));
    });
  };
}

describe('the client of websocket', () => {
  it('asks a quiet server for a sign of life, and stays with one that gives it', async () => {
    await using lab = await start({ onSocket: talk(() => SUBSCRIBED) });
    await lab.becomes('open');
    const subscribed = () => lab.traces.filter((trace) => trace.kind === 'message' && trace.label === 'subscribed');
    for (let round = 2; round <= 4; round++) {
      lab.clock.advance(30_000);
      await vi.waitFor(() => expect(subscribed()).toHaveLength(round));
    }
    expect(lab.connection.state.name).toBe('open');
    expect(lab.server.sockets()).toBe(1);
  });

  it('leaves a server that gives no sign of life', async () => {
    await using lab = await start({ onSocket: talk((_, count) => (count === 1 ? SUBSCRIBED : undefined)) });
    await lab.becomes('open');
    lab.clock.advance(39_999);
    expect(lab.connection.state.name).toBe('open');
    lab.clock.advance(1);
    await lab.becomes('waiting');
    expect(lab.connection.state).toMatchObject({ reason: 'the server does not answer' });
  });

  it('leaves a server that never answers the subscription', async () => {
    await using lab = await start({ onSocket: () => undefined });
    await vi.waitFor(() => expect(lab.traces.some(({ kind }) => kind === 'connected')).toBe(true));
    lab.clock.advance(20_000);
    await lab.becomes('waiting');
  });

  it.each([1000, 1001, 1011, 1012, 1013, 4000])('comes back after close code %i', async (code) => {
    await using lab = await start({ onSocket: (socket) => socket.close(code) });
    await lab.becomes('waiting');
    expect(lab.connection.state).toMatchObject({ attempt: 1, reason: `the connection was closed with ${code}` });
  });

  it.each([1002, 1003, 1007, 1008, 1009, 3000])('fails for good with close code %i', async (code) => {
    await using lab = await start({ onSocket: (socket) => socket.close(code, 'no') });
    await lab.becomes('failed');
    expect(lab.connection.state).toMatchObject({ reason: `the connection was closed with ${code} (no)` });
    await expect(lab.connection.publish('note', 1)).rejects.toMatchObject({ code: 'failed' });
  });

  it('gives up the largest message where the server ends the connection over a size, and comes back', async () => {
    await using lab = await start({
      onSocket: (socket) => {
        socket.on('message', (text) => {
          const message = JSON.parse(String(text)) as { op: string; id?: string; data?: string };
          if (message.op === 'subscribe') socket.send(JSON.stringify(SUBSCRIBED));
          else if ((message.data?.length ?? 0) > 100) socket.close(1009);
          else if (lab.server.sockets() > 1) socket.send(JSON.stringify({ op: 'ack', id: message.id, seq: 1 }));
        });
      },
    });
    await lab.becomes('open');
    const small = lab.connection.publish('note', 'small');
    await expect(lab.connection.publish('note', 'x'.repeat(200))).rejects.toMatchObject({ code: 'too-large' });
    await lab.becomes('waiting');
    lab.clock.advance(1000);
    await expect(small).resolves.toEqual({ seq: 1 });
  });

  it('does not take a moment of standing for a proof, and a second for one', async () => {
    const sockets: WebSocket[] = [];
    await using lab = await start({
      onSocket: (socket) => {
        sockets.push(socket);
        talk(() => SUBSCRIBED)(socket, 0);
      },
    });
    const attempts: number[] = [];
    for (const standingMs of [0, 999, 0, 1000, 0]) {
      await lab.becomes('open');
      lab.clock.advance(standingMs);
      sockets.at(-1)?.terminate();
      await lab.becomes('waiting');
      if (lab.connection.state.name === 'waiting') attempts.push(lab.connection.state.attempt);
      lab.clock.advance(10_000);
    }
    expect(attempts).toEqual([1, 2, 3, 1, 2]);
  });

  it('sends a publish again with its id, and does not wait for what the server did not ask', async () => {
    const ids: unknown[] = [];
    await using lab = await start({
      onSocket: (socket, count) => {
        socket.on('message', (text) => {
          const message = JSON.parse(String(text)) as { op: string; id?: string };
          if (message.op === 'subscribe') return socket.send(JSON.stringify(SUBSCRIBED));
          ids.push(message.id);
          if (count === 1) socket.terminate();
          else socket.send(JSON.stringify({ op: 'ack', id: message.id, seq: 7 }));
        });
      },
    });
    const answer = lab.connection.publish('note', 1);
    await lab.becomes('waiting');
    lab.clock.advance(250);
    await expect(answer).resolves.toEqual({ seq: 7 });
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('ignores what still comes of the first subscription when it has asked for another log', async () => {
    await using lab = await start({
      onSocket: (socket, count) => {
        let asked = 0;
        const send = (message: unknown) => socket.send(JSON.stringify(message));
        const event = (seq: number) => ({ op: 'event', topic: 't', seq, type: 'note', at: 1, data: null });
        socket.on('message', () => {
          asked++;
          if (count === 1) return [SUBSCRIBED, event(1)].forEach(send);
          const bounds = { ...SUBSCRIBED, newest: 30, log: 'b' };
          if (asked === 1) [bounds, { ...bounds, op: 'reset' }, event(31)].forEach(send);
          else [bounds, event(1), event(2)].forEach(send);
        });
        if (count === 1) setTimeout(() => socket.terminate(), 50);
      },
    });
    await lab.becomes('waiting');
    lab.clock.advance(1000);
    await vi.waitFor(() => expect(lab.events).toHaveLength(3));
    expect(lab.events).toEqual([1, 1, 2]);
  });
});
