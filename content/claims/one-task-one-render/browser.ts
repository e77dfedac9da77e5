import { configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { createElement, type ReactNode, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useSelector } from 'react-redux';
import { createStore, useStore } from 'zustand';
import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { provide } from './browser-provide.tsx';

const UPDATES = 100;

interface Followed {
  useValue: () => number;
  set: (value: number) => void;
  wrap?: (inner: ReactNode) => ReactNode;
}

/** Updates many times in one task. @returns the numbers that the component was rendered with */
async function seenBy({ useValue, set, wrap = (inner) => inner }: Followed): Promise<number[]> {
  const seen: number[] = [];
  function Follower(): null {
    const value = useValue();
    useLayoutEffect(() => {
      seen.push(value);
    });
    return null;
  }
  const root = createRoot(document.createElement('div'));
  flushSync(() => root.render(wrap(createElement(Follower))));
  await untilQuiet();
  seen.length = 0;
  for (let value = 1; value <= UPDATES; value++) set(value);
  await untilQuiet();
  root.unmount();
  return seen;
}

/** Time enough for whatever was put off with a timer of its own. */
const untilQuiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

function inState(): Followed {
  let setValue: (value: number) => void = () => undefined;
  return {
    useValue() {
      const [value, set] = useState(0);
      setValue = set;
      return value;
    },
    set: (value) => setValue(value),
  };
}

function inZustand(): Followed {
  const store = createStore(() => ({ value: 0 }));
  return {
    useValue: () => useStore(store, (state) => state.value),
    set: (value) => store.setState({ value }),
  };
}

function inRedux(): Followed {
  const slice = createSlice({
    name: 'last',
    initialState: { value: 0 },
    reducers: { set: (_, { payload }: PayloadAction<number>) => ({ value: payload }) },
  });
  const store = configureStore({ reducer: slice.reducer });
  return {
    useValue: () => useSelector((state: { value: number }) => state.value),
    set: (value) => store.dispatch(slice.actions.set(value)),
    wrap: (children) => provide(store, children),
  };
}

function inQuery(): Followed {
  const client = new QueryClient();
  return {
    useValue: () => useQuery({ queryKey: ['last'], queryFn: skipToken, initialData: 0 }).data ?? 0,
    set: (value) => client.setQueryData(['last'], value),
    wrap: (children) => createElement(QueryClientProvider, { client }, children),
  };
}

export const measure: BrowserMeasure = async () => {
  const state = await seenBy(inState());
  const zustand = await seenBy(inZustand());
  const redux = await seenBy(inRedux());
  const query = await seenBy(inQuery());
  for (const seen of [state, zustand, redux, query]) {
    expectControl(seen.at(-1) === UPDATES, `a render with the last number, got ${seen.at(-1)}`);
  }
  return {
    value: Math.max(state.length, zustand.length, redux.length, query.length),
    details: {
      useState: state.length,
      Zustand: zustand.length,
      'Redux Toolkit': redux.length,
      'TanStack Query': query.length,
      'numbers an effect saw': new Set(state).size,
    },
  };
};
