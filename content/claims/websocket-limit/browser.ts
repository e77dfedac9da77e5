import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

/** How many are tried; a browser that opens them all refutes the claim. */
const MOST = 300;
/** How many are opened at once. Chromium delays the next more and more while others are pending. */
const AT_ONCE = 5;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const sockets: WebSocket[] = [];
  const open = (): Promise<string | undefined> => {
    const socket = new WebSocket(urls.socket ?? '');
    sockets.push(socket);
    return new Promise((resolve) => {
      socket.addEventListener('open', () => resolve(undefined));
      socket.addEventListener('close', ({ code }) => resolve(`close ${code}`));
    });
  };
  try {
    let opened = 0;
    let refusal: string | undefined;
    while (opened < MOST && refusal === undefined && !signal.aborted) {
      const results = await Promise.all(Array.from({ length: AT_ONCE }, open));
      opened += results.filter((result) => result === undefined).length;
      refusal = results.find((result) => result !== undefined);
    }
    const seen = await counts();
    // A handshake that has come to the server would have been refused there.
    expectControl(seen.asked === opened, `${opened} handshakes at the server, got ${seen.asked}`);
    return { value: opened, details: { 'the next': refusal ?? 'opened', 'seen by the server': seen.open ?? 0 } };
  } finally {
    for (const socket of sockets) socket.close();
  }
};
