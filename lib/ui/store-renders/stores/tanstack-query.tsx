import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { applyTicks, type Board, EMPTY_BOARD } from '../board.ts';
import type { CreateBoardStore } from './board-store.ts';

/** The board in the cache of TanStack Query. The stream writes it; nothing is ever fetched. */
// #region store
const KEY = ['board'];

export const createQueryBoard: CreateBoardStore = (feed) => {
  const client = new QueryClient();
  return {
    start: () =>
      feed.subscribe((ticks) => client.setQueryData<Board>(KEY, (board = EMPTY_BOARD) => applyTicks(board, ticks))),
    useBoard(select) {
      const { data } = useQuery({ queryKey: KEY, queryFn: skipToken, staleTime: 'static', select });
      return data ?? select(EMPTY_BOARD);
    },
    Provider: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
    onUpdate: (listener) =>
      client.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success') listener();
      }),
  };
};
// #endregion store
