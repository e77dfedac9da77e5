import { configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { createElement, Fragment, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { useSelector } from 'react-redux';
import { createStore, useStore } from 'zustand';
import type { BrowserMeasure } from '../claim.ts';
import { provide } from './browser-provide.tsx';

const EVENTS = 80;
const ROWS = 8;

interface Board {
  title: string;
  rows: readonly number[];
  latest: readonly number[];
}

type Select = (board: Board) => unknown;

const EMPTY: Board = { title: 'rows', rows: Array.from({ length: ROWS }, () => 0), latest: [] };
const SELECTORS: readonly Select[] = [
  (board) => board.title,
  (board) => board.latest,
  ...EMPTY.rows.map((_, row) => (board: Board) => board.rows[row]),
];

function after(board: Board, seq: number): Board {
  const rows = board.rows.map((value, row) => (row === seq % ROWS ? seq : value));
  return { ...board, rows, latest: [seq, ...board.latest].slice(0, 5) };
}

/** Lets ten components follow, and counts their renders after the first. */
async function countRenders(
  useChosen: (select: Select) => unknown,
  { push, wrap, isWhole }: { push: (seq: number) => void; wrap: (inner: JSX) => JSX; isWhole: boolean },
): Promise<number> {
  let renders = 0;
  function Part({ select }: { select: Select }): string {
    useLayoutEffect(() => {
      renders++;
    });
    const chosen = useChosen(isWhole ? (board) => board : select);
    return String(isWhole ? select(chosen as Board) : chosen);
  }
  const root = createRoot(document.createElement('div'));
  const parts = SELECTORS.map((select, key) => createElement(Part, { key, select }));
  flushSync(() => root.render(wrap(createElement(Fragment, null, ...parts))));
  renders = 0;
  for (let seq = 1; seq <= EVENTS; seq++) {
    push(seq);
    await new Promise((resolve) => setTimeout(resolve));
  }
  root.unmount();
  return renders;
}

type JSX = ReturnType<typeof createElement>;

function zustand(isWhole: boolean): Promise<number> {
  const store = createStore(() => EMPTY);
  const push = (seq: number): void => store.setState((board) => after(board, seq));
  return countRenders((select) => useStore(store, select), { push, wrap: (inner) => inner, isWhole });
}

function redux(isWhole: boolean): Promise<number> {
  const slice = createSlice({
    name: 'board',
    initialState: EMPTY,
    reducers: { came: (board, { payload }: PayloadAction<number>) => after(board as Board, payload) },
  });
  const store = configureStore({ reducer: slice.reducer });
  return countRenders((select) => useSelector<Board>(select), {
    push: (seq) => store.dispatch(slice.actions.came(seq)),
    wrap: (inner) => provide(store, inner),
    isWhole,
  });
}

export const measure: BrowserMeasure = async () => {
  const ofZustand = [await zustand(true), await zustand(false)] as const;
  const ofRedux = [await redux(true), await redux(false)] as const;
  const details = {
    events: EVENTS,
    'Zustand, whole': ofZustand[0],
    'Zustand, narrow': ofZustand[1],
    'Redux Toolkit, whole': ofRedux[0],
    'Redux Toolkit, narrow': ofRedux[1],
  };
  // Of the store in which it matters less.
  return { value: Math.min(...[ofZustand, ofRedux].map(([whole, narrow]) => whole / narrow)), details };
};
