import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startPublishLog } from '../publish-log.ts';

export const measure: LabMeasure = async ({ signal }) => {
  const value = await copies((tries) => `try-${tries}`, signal);
  const same = await copies(() => 'order-17', signal);
  if (same !== 1) throw new Error(`Expected one copy of what keeps its id, got ${same}`);
  return { value, details: { 'with the same id': same } };
};

/** How often the one message is stored. */
async function copies(idOf: (tries: number) => string, signal: AbortSignal): Promise<number> {
  let isLost = false;
  const log = await startPublishLog('127.0.0.1', (_publish, socket) => {
    if (isLost) return true;
    isLost = true;
    socket.terminate();
    return false;
  });
  const sockets: WebSocket[] = [];
  try {
    let isAcknowledged = false;
    for (let tries = 1; !isAcknowledged; tries++) {
      const socket = new WebSocket(`${log.url}/events`);
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('message', () => {
        isAcknowledged = true;
        socket.close();
      });
      await once(socket, 'open', { signal });
      socket.send(JSON.stringify({ op: 'publish', id: idOf(tries), topic: 't', type: 'order', data: { n: 1 } }));
      await once(socket, 'close', { signal });
    }
    return log.stored.length;
  } finally {
    for (const socket of sockets) socket.terminate();
    await log.close();
  }
}
