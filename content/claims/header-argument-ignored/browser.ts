import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const ASKED = 5;

/** As if a browser's constructor took what that of ws takes. */
type WithHeaders = new (url: string, protocols: string[], options: { headers: object }) => WebSocket;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const Socket = WebSocket as unknown as WithHeaders;
  for (let handshake = 0; handshake < ASKED; handshake++) {
    const socket = new Socket(urls.socket ?? '', [], { headers: { Authorization: 'Bearer x' } });
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The WebSocket did not open')));
    });
    socket.close();
  }
  const { handshakes = 0, carrying = 0 } = await counts();
  expectControl(handshakes === ASKED, `${ASKED} handshakes at the server, got ${handshakes}`);
  return { value: carrying, details: { handshakes } };
};
