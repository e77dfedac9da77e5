import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const BURST = 100;

export const measure: BrowserMeasure = async ({ urls, signal }) => {
  let handled = 0;
  let seen = 0;
  let onLast: () => void = () => undefined;
  const last = new Promise<void>((resolve, reject) => {
    onLast = resolve;
    signal.addEventListener('abort', () => reject(new Error('The measurement was stopped')));
  });

  function Component(): null {
    const [lastMessage, setLastMessage] = useState<string>();
    useEffect(() => {
      const socket = new WebSocket(urls.socket ?? '');
      socket.onopen = () => socket.send(String(BURST));
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        handled++;
        setLastMessage(data);
      };
      return () => socket.close();
    }, []);
    useEffect(() => {
      if (lastMessage !== undefined) seen++;
      if (lastMessage === String(BURST)) onLast();
    }, [lastMessage]);
    return null;
  }

  const root = createRoot(document.createElement('div'));
  root.render(createElement(Component));
  try {
    await last;
  } finally {
    root.unmount();
  }
  expectControl(handled === BURST, `${BURST} messages in the handler, got ${handled}`);
  return { value: seen, details: { 'messages that the handler got': handled } };
};
