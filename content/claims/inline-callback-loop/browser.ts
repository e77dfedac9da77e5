import { createElement, type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';

const FOR_MS = 1_000;
const MOST = 200;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const sockets: WebSocket[] = [];

  function useSocket(onOpen: () => void): number {
    const [openedAt, setOpenedAt] = useState(0);
    useEffect(() => {
      if (sockets.length >= MOST) return undefined;
      const socket = new WebSocket(urls.socket ?? '');
      sockets.push(socket);
      socket.onopen = () => {
        setOpenedAt(performance.now());
        onOpen();
      };
      return () => socket.close();
    }, [onOpen]);
    return openedAt;
  }
  function Inline(): ReactNode {
    return String(useSocket(() => undefined));
  }

  const root = createRoot(document.createElement('div'));
  root.render(createElement(Inline));
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, FOR_MS);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve(undefined)));
  });
  root.unmount();
  const { opened = 0 } = await counts();
  for (const socket of sockets) socket.close();
  return { value: sockets.length, details: { 'connections that the server accepted': opened } };
};
