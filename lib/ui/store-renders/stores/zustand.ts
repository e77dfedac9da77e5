import { Fragment } from 'react';
import { createStore, useStore } from 'zustand';
import { applyTicks, EMPTY_BOARD } from '../board.ts';
import type { CreateBoardStore } from './board-store.ts';

/** The board in a store of Zustand. It lives outside React, and needs no provider. */
// #region store
export const createZustandBoard: CreateBoardStore = (feed) => {
  const store = createStore(() => EMPTY_BOARD);
  return {
    start: () => feed.subscribe((ticks) => store.setState((board) => applyTicks(board, ticks))),
    useBoard: (select) => useStore(store, select),
    Provider: Fragment,
    onUpdate: (listener) => store.subscribe(listener),
  };
};
// #endregion store
