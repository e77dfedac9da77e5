import { createContext, createElement, type ReactNode, useContext, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const LOOK_AFTER_MS = 500;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const sockets: WebSocket[] = [];
  const Connect = createContext<() => void>(() => undefined);

  /** A socket that connects when it is told to, as one of Socket.IO with `autoConnect: false`. */
  const makeSocket = (): { connect(): void } => ({
    connect: () => void sockets.push(new WebSocket(urls.socket ?? '')),
  });
  function InEffect({ children }: { children?: ReactNode }): ReactNode {
    const [socket, setSocket] = useState<{ connect(): void } | null>(null);
    // oxlint-disable-next-line react/set-state-in-effect -- as it is commonly written
    useEffect(() => setSocket(makeSocket()), []);
    return createElement(Connect, { value: () => socket?.connect() }, children);
  }
  function AtFirst({ children }: { children?: ReactNode }): ReactNode {
    const [socket] = useState(makeSocket);
    return createElement(Connect, { value: socket.connect }, children);
  }
  function Child(): null {
    const connect = useContext(Connect);
    useEffect(() => {
      connect();
      // oxlint-disable-next-line react/exhaustive-deps -- once, as it is commonly written
    }, []);
    return null;
  }

  async function openedBy(Provider: typeof InEffect): Promise<number> {
    const before = (await counts()).opened ?? 0;
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(createElement(Provider, {}, createElement(Child))));
    await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
    root.unmount();
    return ((await counts()).opened ?? 0) - before;
  }

  const value = await openedBy(InEffect);
  const atFirst = await openedBy(AtFirst);
  for (const socket of sockets) socket.close();
  expectControl(atFirst === 1, `one connection of a provider that has its socket at once, got ${atFirst}`);
  return { value, details: { 'with the socket made by useState': atFirst } };
};
