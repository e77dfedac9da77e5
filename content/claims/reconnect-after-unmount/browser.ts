import { createElement, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';

const RECONNECT_MS = 50;
const LOOK_AFTER_MS = 500;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const sockets: WebSocket[] = [];
  let codes = '';

  /** @param isDetached whether the clean-up takes the handler off first, as it should */
  async function standingAfter(isDetached: boolean): Promise<number> {
    function Component(): null {
      useEffect(() => {
        let timer: ReturnType<typeof setTimeout>;
        let socket: WebSocket;
        const connect = (): void => {
          socket = new WebSocket(urls.socket ?? '');
          sockets.push(socket);
          socket.onclose = ({ code }) => {
            codes += `${code} `;
            if (code !== 1000) timer = setTimeout(connect, RECONNECT_MS);
          };
        };
        connect();
        return () => {
          clearTimeout(timer);
          if (isDetached) socket.onclose = null;
          socket.close(1000);
        };
      }, []);
      return null;
    }
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(createElement(Component)));
    root.unmount();
    await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
    return (await counts()).open ?? 0;
  }

  const detached = await standingAfter(true);
  const value = await standingAfter(false);
  for (const socket of sockets) {
    socket.onclose = null;
    socket.close();
  }
  return { value, details: { 'with the handler detached first': detached, 'codes that were reported': codes.trim() } };
};
