import {
  configureStore,
  createAction,
  createListenerMiddleware,
  createSlice,
  type PayloadAction,
} from '@reduxjs/toolkit';
import { Provider, useSelector } from 'react-redux';
import { applyTicks, type Board, EMPTY_BOARD, type Tick } from '../board.ts';
import type { CreateBoardStore } from './board-store.ts';

/** The board in a slice of Redux Toolkit; a listener follows the feed from one action to another. */
// #region store
const started = createAction('stream/started');
const stopped = createAction('stream/stopped');
const slice = createSlice({
  name: 'board',
  initialState: EMPTY_BOARD,
  reducers: { received: (board, { payload }: PayloadAction<readonly Tick[]>) => applyTicks(board as Board, payload) },
});

export const createReduxBoard: CreateBoardStore = (feed) => {
  const stream = createListenerMiddleware();
  stream.startListening({
    actionCreator: started,
    async effect(_, { condition, dispatch }) {
      const stop = feed.subscribe((ticks) => dispatch(slice.actions.received(ticks)));
      await condition(stopped.match).finally(stop);
    },
  });
  const store = configureStore({
    reducer: slice.reducer,
    middleware: (standard) => standard().prepend(stream.middleware),
  });
  return {
    start() {
      store.dispatch(started());
      return () => store.dispatch(stopped());
    },
    useBoard: (select) => useSelector(select),
    Provider: ({ children }) => <Provider store={store}>{children}</Provider>,
    onUpdate: (listener) => store.subscribe(listener),
  };
};
// #endregion store
