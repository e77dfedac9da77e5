import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const DOCUMENTS = 5;
const LOOK_AFTER_MS = 500;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const name = `claim-${crypto.randomUUID()}`;

  /** What stands while five documents are there. Their sockets and locks are their own, and go with them. */
  async function standing(isLocked: boolean): Promise<number> {
    const frames = Array.from({ length: DOCUMENTS }, () => document.body.appendChild(document.createElement('iframe')));
    try {
      for (const { contentWindow } of frames) {
        if (contentWindow === null) throw new Error('Expected a frame to have a window');
        const page = contentWindow as Window & typeof globalThis;
        const connect = (): Promise<never> => {
          void new page.WebSocket(urls.socket ?? '');
          return new Promise(() => undefined);
        };
        // Taking a frame away rejects what it still waits for.
        if (isLocked) page.navigator.locks.request(name, connect).catch(() => undefined);
        else void connect();
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
      return (await counts()).open ?? 0;
    } finally {
      for (const frame of frames) frame.remove();
      await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
    }
  }

  const value = await standing(true);
  const without = await standing(false);
  expectControl(without > 1, `several connections without the lock, got ${without}`);
  return { value, details: { 'without the lock': without } };
};
