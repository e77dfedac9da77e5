import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const ASKED = 10;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  let value = 0;
  for (let socket = 0; socket < ASKED; socket++) value += await opens(urls.socket ?? '', ['v2.example']);
  const without = await opens(urls.socket ?? '', []);
  const { accepted = 0 } = await counts();
  expectControl(without === 1, 'a WebSocket without a name to open');
  expectControl(accepted === ASKED + 1, `${ASKED + 1} answers of 101, got ${accepted}`);
  return { value, details: { 'without a name': without, 'answered with 101': accepted } };
};

/** @returns 1 where it opens, 0 where it fails */
function opens(url: string, protocols: string[]): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols);
    socket.addEventListener('open', () => {
      resolve(1);
      socket.close();
    });
    socket.addEventListener('error', () => resolve(0));
  });
}
