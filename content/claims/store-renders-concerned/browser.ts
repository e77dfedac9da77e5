import {
  createContext,
  createElement,
  memo,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const TOPICS = Array.from({ length: 10 }, (_, index) => String(index));

type Latest = Readonly<Record<string, number>>;

export const measure: BrowserMeasure = async ({ urls }) => {
  const socket = new WebSocket(urls.socket ?? '');
  let latest: Latest = {};
  let renders = 0;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const count = (): void => {
    renders++;
  };

  const StoreReader = memo(function StoreReader({ topic }: { topic: string }) {
    const seq = useSyncExternalStore(subscribe, () => latest[topic] ?? 0);
    useEffect(count);
    return String(seq);
  });
  const Messages = createContext<Latest>({});
  const ContextReader = memo(function ContextReader({ topic }: { topic: string }) {
    const seq = useContext(Messages)[topic] ?? 0;
    useEffect(count);
    return String(seq);
  });
  function Provider({ children }: { children?: ReactNode }): ReactNode {
    const [value, setValue] = useState(latest);
    useEffect(() => subscribe(() => setValue(latest)), []);
    return createElement(Messages, { value }, children);
  }

  /** One event for the first topic, over the connection, and what is rendered for it. */
  async function rendersFor(tree: ReactNode): Promise<number> {
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(tree));
    renders = 0;
    const came = new Promise((resolve) => {
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        latest = { ...latest, [TOPICS[0] ?? '']: Number(data) };
        for (const listener of listeners) listener();
        // After React had its turn.
        setTimeout(resolve, 50);
      };
    });
    socket.send('1');
    await came;
    root.unmount();
    return renders;
  }

  try {
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const readersOf = (Reader: typeof StoreReader): ReactNode[] =>
      TOPICS.map((topic) => createElement(Reader, { key: topic, topic }));
    const value = await rendersFor(readersOf(StoreReader));
    latest = {};
    const inContext = await rendersFor(createElement(Provider, {}, readersOf(ContextReader)));
    expectControl(inContext > value, `more renders with a context, got ${inContext}`);
    return { value, details: { 'with all topics in a context': inContext } };
  } finally {
    socket.close();
  }
};
