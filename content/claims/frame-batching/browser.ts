import { createElement, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';

/** A component that shows the last message, and how often it was rendered for it. */
function createFollower(): { set: (value: string) => void; renders: () => number; end: () => void } {
  let renders = 0;
  let setValue: (value: string) => void = () => undefined;
  function Follower(): string {
    const [value, set] = useState('');
    useLayoutEffect(() => {
      setValue = set;
    }, [set]);
    useLayoutEffect(() => {
      renders++;
    });
    return value;
  }
  const root = createRoot(document.createElement('div'));
  flushSync(() => root.render(createElement(Follower)));
  renders = 0;
  return { set: (value) => setValue(value), renders: () => renders, end: () => root.unmount() };
}

export const measure: BrowserMeasure = async ({ urls, signal }) => {
  const each = createFollower();
  const perFrame = createFollower();
  let waiting: string | undefined;
  let frame = 0;
  let messages = 0;
  const socket = new WebSocket(urls.messages ?? '');
  const end = (): void => socket.close();
  signal.addEventListener('abort', end);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        messages++;
        each.set(data);
        if (waiting === undefined) {
          frame = requestAnimationFrame(() => {
            if (waiting !== undefined) perFrame.set(waiting);
            waiting = undefined;
          });
        }
        waiting = data;
      });
      socket.addEventListener('close', ({ code }) =>
        code === 1000 ? resolve(undefined) : reject(new Error(`The connection was closed with ${code}`)),
      );
    });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const details = { messages, 'renders, each': each.renders(), 'renders, once a frame': perFrame.renders() };
    return { value: each.renders() / perFrame.renders(), details };
  } finally {
    signal.removeEventListener('abort', end);
    cancelAnimationFrame(frame);
    socket.close();
    each.end();
    perFrame.end();
  }
};
