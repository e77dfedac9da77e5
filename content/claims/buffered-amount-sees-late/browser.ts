import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGE_BYTES = 64_000;
const MAX_MESSAGES = 1_000;
/** How long the browser may take to hand a message on, in milliseconds, before it counts as held back. */
const PATIENCE_MS = 500;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const socket = new WebSocket(urls.socket ?? '');
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('close', () => reject(new Error('The connection could not be opened')));
    });
    const message = new Uint8Array(MESSAGE_BYTES);
    let taken = 0;
    for (; taken < MAX_MESSAGES && !signal.aborted; taken++) {
      socket.send(message);
      if (!(await isHandedOn(socket))) break;
    }
    const { messages = Number.NaN } = await counts();
    expectControl(messages === 0, `a server that reads nothing, got ${messages} messages`);
    // What is sent over one that has ended stays in bufferedAmount for good.
    expectControl(socket.readyState === WebSocket.OPEN, `a connection that stands, got state ${socket.readyState}`);
    return {
      value: (taken * MESSAGE_BYTES) / 1e6,
      details: { messages: taken, 'bufferedAmount then': `${socket.bufferedAmount} B` },
    };
  } finally {
    socket.close();
  }
};

async function isHandedOn(socket: WebSocket): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  while (socket.bufferedAmount > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve));
  return socket.bufferedAmount === 0;
}
