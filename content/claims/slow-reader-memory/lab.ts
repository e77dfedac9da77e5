import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { LabMeasure } from '../claim.ts';
import { startSocketServer } from '../socket-server.ts';

const MESSAGE_BYTES = 64_000;
const MESSAGES = 1_000;
/** So many looks at the same number, this far apart, and the kernel takes no more. */
const SAME_LOOKS = 5;
const LOOK_MS = 50;

export const measure: LabMeasure = async ({ signal }) => {
  let onAccepted: (socket: WebSocket) => void = () => undefined;
  const opened = new Promise<WebSocket>((resolve) => (onAccepted = resolve));
  const server = await startSocketServer((socket) => onAccepted(socket));
  const client = new WebSocket(server.url);
  try {
    const accepted = await opened;
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    (client as unknown as { _socket: Socket })._socket.pause();
    const message = Buffer.alloc(MESSAGE_BYTES);
    for (let sent = 0; sent < MESSAGES; sent++) accepted.send(message);
    let waiting = accepted.bufferedAmount;
    for (let same = 0; same < SAME_LOOKS;) {
      await setTimeout(LOOK_MS, undefined, { signal });
      same = accepted.bufferedAmount === waiting ? same + 1 : 0;
      waiting = accepted.bufferedAmount;
    }
    const sent = MESSAGES * MESSAGE_BYTES;
    return {
      value: (waiting / sent) * 100,
      details: { sent: `${sent / 1e6} MB`, 'bufferedAmount at the server': `${(waiting / 1e6).toFixed(1)} MB` },
    };
  } finally {
    client.terminate();
    await server.close();
  }
};
