import { createContext, createElement, memo, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const READERS = 10;

export const measure: BrowserMeasure = async () => {
  const socket = {};
  const Connection = createContext<{ socket: object; isOpen: boolean } | null>(null);
  let renders = 0;

  const Reader = memo(function Reader() {
    useContext(Connection);
    useEffect(() => {
      renders++;
    });
    return null;
  });
  const readers = Array.from({ length: READERS }, (_, key) => createElement(Reader, { key }));

  function Rebuilt({ children }: { children?: ReactNode; round: number }): ReactNode {
    return createElement(Connection, { value: { socket, isOpen: true } }, children);
  }
  function Kept({ children }: { children?: ReactNode; round: number }): ReactNode {
    const value = useMemo(() => ({ socket, isOpen: true }), []);
    return createElement(Connection, { value }, children);
  }

  function rendersOf(Provider: typeof Rebuilt): number {
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(createElement(Provider, { round: 1 }, readers)));
    renders = 0;
    flushSync(() => root.render(createElement(Provider, { round: 2 }, readers)));
    const counted = renders;
    root.unmount();
    return counted;
  }

  const kept = rendersOf(Kept);
  expectControl(kept === 0, `no render where the value is kept, got ${kept}`);
  return { value: rendersOf(Rebuilt), details: { 'with useMemo': kept } };
};
