import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGE_BYTES = 64_000;
const MESSAGES = 1_000;
/** So many looks at the same number, this far apart, and the kernel takes no more. */
const SAME_LOOKS = 5;
const LOOK_MS = 50;

export const measure: LabMeasure = async ({ signal }) => {
  const accepted: WebSocket[] = [];
  const server = await startSocketServer((socket) => accepted.push(socket));
  const clients: WebSocket[] = [];
  const connect = async (): Promise<WebSocket> => {
    const client = new WebSocket(server.url);
    clients.push(client);
    await once(client, 'open');
    return client;
  };
  try {
    const slow = await connect();
    const reading = await connect();
    (slow as unknown as { _socket: Socket })._socket.pause();
    let received = 0;
    const all = new Promise<void>((resolve) => {
      reading.on('message', () => ++received === MESSAGES && resolve());
    });
    const message = Buffer.alloc(MESSAGE_BYTES);
    for (let sent = 0; sent < MESSAGES; sent++) for (const socket of accepted) socket.send(message);
    // By then the kernel has had the time that as much takes to somebody who reads.
    await all;
    const waitingOf = (index: number): number => accepted[index]?.bufferedAmount ?? Number.NaN;
    let waiting = waitingOf(0);
    for (let same = 0; same < SAME_LOOKS;) {
      await setTimeout(LOOK_MS, undefined, { signal });
      same = waitingOf(0) === waiting ? same + 1 : 0;
      waiting = waitingOf(0);
    }
    expectControl(waitingOf(1) === 0, `nothing that waits for the one that reads, got ${waitingOf(1)} B`);
    const sent = MESSAGES * MESSAGE_BYTES;
    return {
      value: (waiting / sent) * 100,
      details: {
        'sent to each': `${sent / 1e6} MB`,
        'bufferedAmount at the server': `${(waiting / 1e6).toFixed(1)} MB`,
        'of one that reads': `${waitingOf(1)} B`,
      },
    };
  } finally {
    for (const client of clients) client.terminate();
    await server.close();
  }
};
