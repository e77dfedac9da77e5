import type { ComponentType, PropsWithChildren } from 'react';
import type { Board } from '../board.ts';
import type { Feed } from '../feed.ts';

/** The stores that are compared. */
export const STORE_IDS = ['zustand', 'redux-toolkit', 'tanstack-query'] as const;

/** One of the stores. */
export type StoreId = (typeof STORE_IDS)[number];

/** What the three have in common here: they follow a feed, and components choose from them. */
export interface BoardStore {
  /** Begins to follow the feed. @returns what ends it */
  start(): () => void;
  /** A hook: what `select` makes of the board. React is asked to render when that changes. */
  useBoard<Chosen>(select: (board: Board) => Chosen): Chosen;
  /** What has to stand around the components that use it. */
  Provider: ComponentType<PropsWithChildren>;
  /** Calls back whenever the store says that its state has changed. @returns its undo */
  onUpdate(listener: () => void): () => void;
}

/** Makes a store over a feed. */
export type CreateBoardStore = (feed: Feed) => BoardStore;
