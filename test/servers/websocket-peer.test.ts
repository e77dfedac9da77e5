import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestLab } from '../support/lab.ts';

it('closes a WebSocket with 1008 that keeps sending far more than it may, though some of it passes', async () => {
  await using lab = await startTestLab({ limits: { ratePerSecond: 1000, rateBurst: 10 } });
  const ws = new WebSocket(`${lab.urls.websocket}/events`);
  ws.on('error', () => undefined);
  await once(ws, 'open');
  const closed = once(ws, 'close');
  for (let sent = 0; ws.readyState === ws.OPEN && sent < 100_000; sent++) {
    ws.send('{"op":"unsubscribe","topic":"a"}');
    if (sent % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await closed)[0]).toBe(1008);
});
