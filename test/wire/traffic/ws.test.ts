import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { EntryDraft } from '../../../lib/wire/span.ts';
import type { FrameStreamOptions } from '../../../lib/wire/websocket/index.ts';
import { byTheByte, entriesOf, expectPartition, type Options } from '../frame-fixtures.ts';
import { tap } from './tapped.ts';

/** Texts that say the same again and again, as events do, and one that is larger than any window. */
const TEXTS = [
  ...Array.from({ length: 40 }, (_, seq) =>
    JSON.stringify({ op: 'event', topic: 'ticker', seq, data: 'x'.repeat(seq * 7) }),
  ),
  'ü€😀'.repeat(8_000),
  '',
];

type Agreement = NonNullable<FrameStreamOptions['deflate']>;

/** The content of each message, as text. */
function messagesOf(entries: readonly EntryDraft[]): string[] {
  return entries.flatMap(({ kind, layers, bytes }) =>
    kind === 'frame' && ((bytes[0] ?? 0) & 0x80) !== 0
      ? [new TextDecoder('utf-8', { ignoreBOM: true }).decode(layers[0]?.content?.bytes)]
      : [],
  );
}

async function exchange(server: ConstructorParameters<typeof WebSocketServer>[0]) {
  const wss = new WebSocketServer({ ...server, port: 0, host: '127.0.0.1' });
  await using _server = { [Symbol.asyncDispose]: () => new Promise<void>((resolve) => wss.close(() => resolve())) };
  wss.on('connection', (ws) => ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary })));
  await once(wss, 'listening');
  await using tapped = await tap((wss.address() as AddressInfo).port);
  const client = new WebSocket(`ws://127.0.0.1:${tapped.port}`, {
    perMessageDeflate: server?.perMessageDeflate ?? false,
  });
  await once(client, 'open');
  let echoes = 0;
  const echoed = new Promise<void>((resolve) => {
    client.on('message', () => ++echoes === TEXTS.length + 1 && resolve());
  });
  client.ping('are you there');
  for (const text of TEXTS) client.send(text);
  client.send('in ', { fin: false });
  client.send('three ', { fin: false });
  client.send('frames', { fin: true });
  await echoed;
  client.close(1000, 'done');
  await once(client, 'close');
  return { up: tapped.up(), down: tapped.down() };
}

describe.each<[string, ConstructorParameters<typeof WebSocketServer>[0], Agreement | undefined]>([
  ['without compression', {}, undefined],
  ['with permessage-deflate', { perMessageDeflate: { threshold: 0 } }, { noContextTakeover: false, windowBits: 15 }],
  [
    'without context takeover',
    { perMessageDeflate: { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true } },
    { noContextTakeover: true, windowBits: 15 },
  ],
  [
    'with a window of 512 bytes',
    { perMessageDeflate: { threshold: 0, serverMaxWindowBits: 9, clientMaxWindowBits: 9 } },
    { noContextTakeover: false, windowBits: 9 },
  ],
])('what ws sends and echoes %s', (_, settings, deflate) => {
  it('is read as what was sent, in both directions', async () => {
    const bytes = await exchange(settings);
    for (const direction of ['up', 'down'] as const) {
      const options: Options = { direction, ...(deflate && { deflate }) };
      const entries = entriesOf([bytes[direction]], options);
      expectPartition(entries, bytes[direction]);
      expect(entries.map(({ problem }) => problem).filter((problem) => problem !== undefined)).toEqual([]);
      expect(messagesOf(entries)).toEqual([...TEXTS, 'in three frames']);
      expect(entries.filter(({ kind }) => kind === 'control').map(({ title }) => title)).toEqual([
        direction === 'up' ? 'ping are you there' : 'pong are you there',
        'close 1000 Normal Closure: done',
      ]);
      expect(messagesOf(entriesOf(byTheByte(bytes[direction]), options))).toEqual(messagesOf(entries));
    }
  });
});
