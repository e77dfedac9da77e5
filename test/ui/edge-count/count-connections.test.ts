import { describe, expect, it } from 'vitest';
import { countConnections, type EdgeCounts } from '../../../lib/ui/edge-count/index.ts';
import type { WireRecord } from '../../../lib/ui/lab/session.ts';

const SESSION = { id: 's', control: 'http://127.0.0.1:1', urls: {} } as Extract<
  WireRecord,
  { kind: 'session' }
>['session'];
const END = { address: '127.0.0.1', port: 1 };

/** A session whose records the test writes. */
function scripted() {
  let tell: (record: WireRecord) => void = () => undefined;
  let counts: EdgeCounts = {};
  let id = 0;
  const undo = countConnections(
    {
      onWire(listener) {
        tell = listener;
        listener({ kind: 'session', session: SESSION });
        return () => (tell = () => undefined);
      },
    },
    { transport: 'websocket', tokens: ['figure=aa', 'figure=bb'], onChange: (next) => (counts = next) },
  );
  const connection = (
    connection: number,
    state: 'opened' | 'closed',
    transport: 'websocket' | 'sse' = 'websocket',
  ): void =>
    tell({
      kind: 'connection',
      id: ++id,
      transport,
      connection,
      at: 0,
      ...(state === 'opened' ? { state, client: END, edge: END } : { state, by: 'client', how: 'fin' }),
    });
  const up = (connection: number, text: string, direction: 'up' | 'down' = 'up'): void =>
    tell({
      kind: 'bytes',
      id: ++id,
      transport: 'websocket',
      connection,
      direction,
      at: 0,
      offset: 0,
      bytes: new TextEncoder().encode(text),
    });
  return { connection, up, undo, counts: () => counts, restart: () => tell({ kind: 'session', session: SESSION }) };
}

describe('counting connections at the edge', () => {
  it('begins with nothing', () => {
    expect(scripted().counts()).toEqual({ 'figure=aa': { made: 0, open: 0 }, 'figure=bb': { made: 0, open: 0 } });
  });

  it('gives each connection to the token in its first line, however that is cut', () => {
    const { connection, up, counts } = scripted();
    connection(1, 'opened');
    up(1, 'GET /events?figu');
    expect(counts()['figure=aa']).toEqual({ made: 0, open: 0 });
    up(1, 're=aa HTTP/1.1\r\nHost: x');
    connection(2, 'opened');
    up(2, 'GET /events?figure=bb HTTP/1.1\r\n');
    expect(counts()).toEqual({ 'figure=aa': { made: 1, open: 1 }, 'figure=bb': { made: 1, open: 1 } });
  });

  it('knows how many stand after some have ended', () => {
    const { connection, up, counts } = scripted();
    for (const number of [1, 2, 3]) {
      connection(number, 'opened');
      up(number, 'GET /events?figure=aa HTTP/1.1\r\n');
    }
    connection(2, 'closed');
    expect(counts()['figure=aa']).toEqual({ made: 3, open: 2 });
  });

  it('leaves out whoever asks without the token, asks later, on another transport, or not at all', () => {
    const { connection, up, counts } = scripted();
    connection(1, 'opened');
    up(1, 'GET /events HTTP/1.1\r\nX: figure=aa\r\n');
    up(1, 'figure=aa\r\n');
    connection(2, 'opened', 'sse');
    connection(3, 'opened');
    connection(3, 'closed');
    up(3, 'GET /events?figure=aa HTTP/1.1\r\n');
    connection(4, 'opened');
    up(4, 'figure=aa\r\n', 'down');
    expect(counts()['figure=aa']).toEqual({ made: 0, open: 0 });
  });

  it('begins anew with another session', () => {
    const { connection, up, counts, restart } = scripted();
    connection(1, 'opened');
    up(1, 'GET /events?figure=aa HTTP/1.1\r\n');
    restart();
    connection(1, 'closed');
    expect(counts()['figure=aa']).toEqual({ made: 0, open: 0 });
  });
});
