import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startPublishLog } from '../publish-log.ts';

const STOP_AFTER = 100_000;

export const measure: LabMeasure = async () => {
  const log = await startPublishLog();
  const socket = new WebSocket(`${log.url}/events`);
  try {
    await once(socket, 'open');
    const queue = [1, 2, 3, 4, 5].map((n) => ({ op: 'publish', id: `m${n}`, topic: 't', type: 'note', data: { n } }));
    let sent = 0;
    const send = (message: (typeof queue)[number] | undefined): void => {
      if (message === undefined) return;
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify(message));
        sent++;
        if (sent === 2) socket.close();
      } else {
        queue.push(message);
      }
    };

    let rounds = 0;
    while (queue.length > 0 && rounds < STOP_AFTER) {
      send(queue.shift());
      rounds++;
    }
    return { value: rounds, details: { sent, 'left in the queue': queue.length } };
  } finally {
    socket.terminate();
    await log.close();
  }
};
