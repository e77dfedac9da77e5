import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MOST = 200;
const MOST_ASKED = 100;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const ascii = longest(urls.socket ?? '', 'a');
  const accented = longest(urls.socket ?? '', 'é');
  const socket = new WebSocket(urls.socket ?? '');
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
  socket.close(4000, 'a'.repeat(ascii));
  await closed;
  // The server may hear of its end a moment after the page.
  let received = 0;
  for (let asked = 0; received === 0 && asked < MOST_ASKED; asked++) received = (await counts()).received ?? 0;
  expectControl(accented < ascii, `fewer characters of two bytes, got ${accented}`);
  expectControl(received === ascii, `${ascii} B at the server, got ${received}`);
  return { value: ascii, details: { 'characters of two bytes': accented, 'read by the server': `${received} B` } };
};

/** How often a character may stand in a reason. Each try needs a WebSocket of its own, since the first closes it. */
function longest(url: string, character: string): number {
  const socket = new WebSocket(url);
  let length = 0;
  for (; length < MOST; length++) {
    try {
      socket.close(4000, character.repeat(length + 1));
    } catch {
      break;
    }
  }
  return length;
}
