import { createElement, useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';

const BURST = 100;

export const measure: BrowserMeasure = async ({ urls, signal }) => {
  const listeners = new Set<() => void>();
  let latest = 0;
  let renders = 0;
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const count = (): void => {
    renders++;
  };
  const tellAll = (): void => {
    for (const listener of listeners) listener();
  };

  function StoreReader(): string {
    const value = useSyncExternalStore(subscribe, () => latest);
    useEffect(count);
    return String(value);
  }
  function StateReader(): string {
    const [value, setValue] = useState(latest);
    useEffect(() => subscribe(() => setValue(latest)), []);
    useEffect(count);
    return String(value);
  }

  async function rendersOf(Reader: () => string, changed: () => void): Promise<number> {
    latest = 0;
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(createElement(Reader)));
    renders = 0;
    const socket = new WebSocket(urls.socket ?? '');
    try {
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('The measurement was stopped')));
        socket.onerror = () => reject(new Error('The connection failed'));
        socket.onopen = () => socket.send(String(BURST));
        socket.onmessage = ({ data }: MessageEvent<string>) => {
          latest = Number(data);
          changed();
          // After the last frame that could still bring a render.
          if (latest === BURST) setTimeout(resolve, 100);
        };
      });
      return renders;
    } finally {
      socket.close();
      root.unmount();
    }
  }

  let isDue = false;
  const value = await rendersOf(StoreReader, tellAll);
  const state = await rendersOf(StateReader, tellAll);
  const perFrame = await rendersOf(StoreReader, () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      tellAll();
    });
  });
  return { value, details: { 'with useState': state, 'with a store that tells once a frame': perFrame } };
};
