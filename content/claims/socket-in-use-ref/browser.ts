import { createElement, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const RENDERS = 5;
const MOST_ASKED = 100;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const sockets: WebSocket[] = [];
  const opened: Promise<unknown>[] = [];

  function open(): WebSocket {
    const socket = new WebSocket(urls.socket ?? '');
    sockets.push(socket);
    opened.push(
      new Promise((resolve) => {
        socket.onopen = socket.onerror = resolve;
      }),
    );
    return socket;
  }
  function Component({ round }: { round: number }): string {
    const ref = useRef(open());
    useEffect(() => {
      const socket = ref.current;
      return () => socket.close();
    }, []);
    return String(round);
  }

  const root = createRoot(document.createElement('div'));
  for (let round = 1; round <= RENDERS; round++) flushSync(() => root.render(createElement(Component, { round })));
  await Promise.all(opened);
  const [kept] = sockets;
  const closed = new Promise((resolve) => kept?.addEventListener('close', resolve));
  root.unmount();
  await closed;
  let { opened: accepted = 0, open: standing = 0 } = await counts();
  // The server may hear of its end a moment after the page.
  for (let asked = 1; standing === accepted && asked < MOST_ASKED; asked++) {
    ({ opened: accepted = 0, open: standing = 0 } = await counts());
  }
  for (const socket of sockets) socket.close();
  expectControl(accepted === RENDERS, `${RENDERS} connections made, got ${accepted}`);
  return { value: standing, details: { 'connections made': accepted } };
};
