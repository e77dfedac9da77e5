import { describe, expect, it, vi } from 'vitest';
import { connect as connectLongPolling } from '../../lib/transports/long-polling.ts';
import { connect as connectPolling } from '../../lib/transports/polling.ts';
import { connect as connectSse } from '../../lib/transports/sse/index.ts';
import type { Connect, Connection, ConnectOptions, Trace } from '../../lib/transports/transport.ts';
import { createManualClock } from './manual-clock.ts';
import { answerJson, type Script, startScripted } from './scripted-server.ts';

const CLIENTS: [string, Connect][] = [
  ['polling', connectPolling],
  ['long-polling', connectLongPolling],
  ['sse', connectSse],
];

const EVENT = { topic: 't', seq: 1, type: 'note', at: 1000, data: null };

/** Runs a client against a scripted server, on a clock that stands still, and closes both. */
async function withClient(
  connect: Connect,
  { onRequest, ...options }: Script & Partial<ConnectOptions>,
  body: (given: {
    connection: Connection;
    clock: ReturnType<typeof createManualClock>;
    server: Awaited<ReturnType<typeof startScripted>>;
    becomes(name: Connection['state']['name']): Promise<void>;
    traces: Trace[];
  }) => Promise<void>,
): Promise<void> {
  await using server = await startScripted(onRequest === undefined ? {} : { onRequest });
  const clock = createManualClock();
  const traces: Trace[] = [];
  const onTrace = (trace: Trace) => traces.push(trace);
  const base = { url: server.http, topic: 't', onEvent: () => undefined, onTrace, clock, random: () => 0.5 };
  const connection = connect({ ...base, ...options });
  const becomes = (name: string) => vi.waitFor(() => expect(connection.state.name).toBe(name), { timeout: 5000 });
  try {
    await body({ connection, clock, server, becomes, traces });
  } finally {
    connection.close();
  }
  expect(clock.timers, 'timers left after close').toBe(0);
}

describe.each(CLIENTS)('the client of %s', (id, connect) => {
  it('stays away for as long as Retry-After says, and then asks again', async () => {
    const onRequest: Script['onRequest'] = (_, response) => response.writeHead(503, { 'Retry-After': '7' }).end();
    await withClient(connect, { onRequest }, async ({ connection, clock, server, becomes }) => {
      await becomes('waiting');
      expect(connection.state).toMatchObject({ attempt: 1, retryAt: 7000 + 250 });
      clock.advance(7000);
      expect([server.requests(), connection.state.name]).toEqual([1, 'waiting']);
      clock.advance(250);
      await vi.waitFor(() => expect(server.requests()).toBe(2));
      await becomes('waiting');
      expect(connection.state).toMatchObject({ attempt: 2, retryAt: 7250 + 7000 + 500 });
    });
  });

  it('fails for good, with the code, where the server refuses it', async () => {
    const problem = {
      type: 'about:blank',
      title: 'No',
      status: 403,
      detail: 'Not from there',
      code: 'forbidden-origin',
    };
    const onRequest: Script['onRequest'] = (_, response) => answerJson(response, { status: 403, body: problem });
    await withClient(connect, { onRequest }, async ({ connection, becomes, server }) => {
      await becomes('failed');
      expect(connection.state).toEqual({ name: 'failed', reason: 'Not from there', code: 'forbidden-origin' });
      await expect(connection.publish('note', 1)).rejects.toMatchObject({ code: 'forbidden-origin' });
      expect(server.requests()).toBe(1);
    });
  });

  it('fails for good where what answers is no lab', async () => {
    const onRequest: Script['onRequest'] = (_, response) => response.end('<h1>Welcome</h1>');
    await withClient(connect, { onRequest }, async ({ connection, becomes }) => {
      await becomes('failed');
      expect(connection.state).not.toHaveProperty('code');
      await expect(connection.publish('note', 1)).rejects.toMatchObject({ code: 'failed' });
    });
  });

  it('gives a server up that accepts and then says nothing', async () => {
    await withClient(
      connect,
      { onRequest: () => undefined },
      async ({ connection, clock, server, becomes, traces }) => {
        await vi.waitFor(() => expect(server.requests()).toBe(1));
        clock.advance(9_000);
        expect(connection.state.name).toBe('connecting');
        clock.advance(31_000);
        await becomes('waiting');
        expect(connection.state).toMatchObject({ reason: expect.stringMatching(/nothing came for (15|40) s/) });
        expect(traces.at(-1)).toMatchObject({ kind: 'response', status: 0, events: 0 });
      },
    );
  });

  it('tries again where the server cuts its answer off', async () => {
    const onRequest: Script['onRequest'] = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Wirelab-Log': 'a', 'Content-Length': '1000' });
      response.write('{"events":[', () => response.destroy());
    };
    await withClient(connect, { onRequest }, async ({ connection, becomes }) => {
      await becomes('waiting');
      expect(connection.state).toMatchObject({ attempt: 1 });
    });
  });

  it('hands the error of a callback to the platform and goes on', async () => {
    const reported = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', reported);
    const seqs: number[] = [];
    const onRequest: Script['onRequest'] = (_, response) => {
      const events = [1, 2, 3].map((seq) => ({ ...EVENT, seq }));
      if (id !== 'sse') return answerJson(response, { body: { events, next: 3 } });
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Wirelab-Log': 'a' });
      for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    const onEvent = ({ seq }: { seq: number }) => {
      seqs.push(seq);
      throw new Error(`broken at ${seq}`);
    };
    await withClient(connect, { onRequest, after: 0, onEvent }, async () => {
      await vi.waitFor(() => expect(seqs).toEqual([1, 2, 3]));
      expect(reported).toHaveBeenCalledTimes(3);
    });
    vi.unstubAllGlobals();
  });
});

describe('the pages of polling and long polling', () => {
  it.each(CLIENTS.slice(0, 2))('do not ask in a loop where %s is told of a gap again and again', async (_, connect) => {
    const gone = { code: 'gone', topic: 't', oldest: 5, newest: 9 };
    const onRequest: Script['onRequest'] = (_, response) => answerJson(response, { status: 410, body: gone });
    const resets: unknown[] = [];
    await withClient(
      connect,
      { onRequest, after: 1, onReset: (reset) => void resets.push(reset) },
      async ({ clock, server, becomes }) => {
        await vi.waitFor(() => expect(server.requests()).toBe(1));
        await vi.waitFor(() => expect(clock.timers).toBe(1));
        clock.advance(20);
        await becomes('waiting');
        expect(server.requests()).toBe(2);
        expect(resets).toEqual([{ topic: 't', oldest: 5, newest: 9, cause: 'gap', log: 'a' }]);
      },
    );
  });

  it.each(CLIENTS.slice(0, 2))(
    'deliver the events of the first answer of %s, with no position given',
    async (_, connect) => {
      const onRequest: Script['onRequest'] = (_, response) =>
        answerJson(response, { body: { events: [EVENT], next: 1 } });
      const seen: unknown[] = [];
      await withClient(connect, { onRequest, onEvent: (event) => void seen.push(event) }, async ({ becomes }) => {
        await becomes('open');
        expect(seen).toEqual([EVENT]);
      });
    },
  );

  it('report each exchange with its events and the server stamps', async () => {
    const headers = { 'Wirelab-Clock': '5000.25 5001.5' };
    const onRequest: Script['onRequest'] = (_, response) =>
      answerJson(response, { body: { events: [EVENT], next: 1 }, headers });
    await withClient(connectPolling, { onRequest, after: 0 }, async ({ traces }) => {
      await vi.waitFor(() => expect(traces).toHaveLength(2));
      expect(traces).toMatchObject([
        { kind: 'request', exchange: 1, label: 'GET after=0' },
        { kind: 'response', exchange: 1, status: 200, events: 1, server: { receivedAt: 5000.25, sentAt: 5001.5 } },
      ]);
    });
  });

  it('ask again at once where the answer was as full as it may be', async () => {
    const events = Array.from({ length: 1000 }, (_, index) => ({ ...EVENT, seq: index + 1 }));
    const onRequest: Script['onRequest'] = (request, response) => {
      const isFirst = request.url?.includes('after=0') === true;
      answerJson(response, { body: isFirst ? { events, next: 1000 } : { events: [], next: 1000 } });
    };
    await withClient(connectPolling, { onRequest, after: 0, intervalMs: 1000 }, async ({ clock, server }) => {
      await vi.waitFor(() => expect(clock.timers).toBe(1));
      clock.advance(20);
      await vi.waitFor(() => expect(server.requests()).toBe(2));
      await vi.waitFor(() => expect(clock.timers).toBe(1));
      clock.advance(900);
      expect(server.requests()).toBe(2);
    });
  });
});

describe('the client of sse', () => {
  const streams: Script = {
    onRequest: (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Wirelab-Log': 'a' });
      response.write('retry: 4000\n');
      response.write('event: subscribed\nid: 0\ndata: {"topic":"t","oldest":1,"newest":0,"log":"a"}\n\n');
      onOpen?.(
        (text) => response.write(text),
        () => response.end(),
      );
    },
  };
  let onOpen: ((write: (text: string) => void, end: () => void) => void) | undefined;

  it('takes a comment for a sign of life', async () => {
    let say: ((text: string) => void) | undefined;
    onOpen = (write) => (say = write);
    const onEvent = vi.fn<() => void>();
    await withClient(connectSse, { ...streams, onEvent }, async ({ connection, clock, becomes }) => {
      await becomes('open');
      for (let round = 1; round <= 3; round++) {
        clock.advance(30_000);
        // The event behind the comment shows that the comment was read.
        say?.(`: still here\n\ndata: ${JSON.stringify({ ...EVENT, seq: round })}\n\n`);
        await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(round));
      }
      expect(connection.state.name).toBe('open');
      clock.advance(40_000);
      await becomes('waiting');
    });
  });

  it('takes the first wait from the stream, and reports the end of the stream', async () => {
    onOpen = (_, end) => end();
    await withClient(connectSse, streams, async ({ connection, becomes, traces }) => {
      await becomes('waiting');
      expect(connection.state).toMatchObject({ reason: 'the stream ended', retryAt: 2000 });
      expect(traces.map(({ kind }) => kind)).toEqual(['request', 'response', 'connected', 'message', 'disconnected']);
    });
  });
});
