import type { CreateBoardStore, StoreId } from './board-store.ts';
import { createReduxBoard } from './redux-toolkit.tsx';
import { createQueryBoard } from './tanstack-query.tsx';
import { createZustandBoard } from './zustand.ts';

export { type BoardStore, STORE_IDS, type StoreId } from './board-store.ts';

/** The names of the stores, as their authors write them. */
export const STORE_NAMES: Readonly<Record<StoreId, string>> = {
  zustand: 'Zustand',
  'redux-toolkit': 'Redux Toolkit',
  'tanstack-query': 'TanStack Query',
};

/** What makes each of them. */
export const CREATE_STORE: Readonly<Record<StoreId, CreateBoardStore>> = {
  zustand: createZustandBoard,
  'redux-toolkit': createReduxBoard,
  'tanstack-query': createQueryBoard,
};
