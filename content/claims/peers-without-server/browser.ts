import type { BrowserMeasure } from '../claim.ts';
import { meetOver } from './browser-two-peers.ts';

const MESSAGES = 100;

/** How long they have to come back, in milliseconds. */
const BACK_WITHIN_MS = 3_000;

/** How often the server is asked whether the connections have ended there as well. */
const MOST_LOOKS = 50;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const { channel, sockets, close } = await meetOver(urls.socket ?? '');
  try {
    const codes = sockets.map(
      (socket) => new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code))),
    );
    sockets[0]?.send('enough');
    const ended = await Promise.all(codes);
    // The server sees the end of a connection a moment after the page.
    for (let look = 1; (await counts()).open !== 0; look++) {
      if (look === MOST_LOOKS) throw new Error('Expected no connection at the server');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { value: await countBack(channel), details: { 'both ended with': ended.join(', ') } };
  } finally {
    close();
  }
};

async function countBack(channel: RTCDataChannel): Promise<number> {
  let back = 0;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, BACK_WITHIN_MS);
    channel.onmessage = () => {
      if (++back === MESSAGES) resolve();
    };
    for (let message = 0; message < MESSAGES; message++) channel.send(String(message));
  });
  return back;
}
