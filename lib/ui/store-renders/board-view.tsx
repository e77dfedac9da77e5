import { type JSX, memo, useLayoutEffect } from 'react';
import { type Board, ROWS, type Row } from './board.ts';
import styles from './store-renders.module.css';
import type { BoardStore, StoreId } from './stores/index.ts';
import type { Part, Tally } from './tally.ts';

/** What the components of one board are given. It never changes while the board stands, so nothing but the store renders them. */
export interface BoardContext {
  id: StoreId;
  store: BoardStore;
  /** Whether every component asks for the whole board, and takes its part out of that. */
  isWhole: boolean;
  tally: Tally;
}

/** One board over one store: a title that never changes, eight rows, and a list of the newest events. */
export const BoardView = memo(function BoardView(context: BoardContext): JSX.Element {
  const { Provider } = context.store;
  return (
    <Provider>
      <Title {...context} />
      <dl className={styles.rows} data-live-only="">
        {ROWS.map((row) => (
          <Quote key={row} row={row} {...context} />
        ))}
      </dl>
      <Latest {...context} />
    </Provider>
  );
});

// #region choose
/** The whole board and a part of it, or that part alone: the components show the same. */
function useChosen<Chosen>({ store, isWhole }: BoardContext, select: (board: Board) => Chosen): Chosen {
  const chosen: unknown = store.useBoard<unknown>(isWhole ? (board) => board : select);
  return isWhole ? select(chosen as Board) : (chosen as Chosen);
}
// #endregion choose

// #region count
/** An effect without a list of dependencies runs after every render. React's own Profiler is silent in production. */
function useCounted({ tally, id }: BoardContext, part: Part): void {
  useLayoutEffect(() => tally.render(id, part));
}
// #endregion count

const Title = memo(function Title(context: BoardContext): JSX.Element {
  useCounted(context, 'title');
  return <p className={styles.boardTitle}>{useChosen(context, (board) => board.title)}</p>;
});

const Quote = memo(function Quote({ row, ...context }: BoardContext & { row: Row }): JSX.Element {
  useCounted(context, 'rows');
  const newest = useChosen(context, (board) => board.newest[row]);
  return (
    <div>
      <dt>{row}</dt>
      <dd>{newest === 0 ? '–' : newest}</dd>
    </div>
  );
});

const Latest = memo(function Latest(context: BoardContext): JSX.Element {
  useCounted(context, 'list');
  const latest = useChosen(context, (board) => board.latest);
  return (
    <p className={styles.latest}>
      <span>newest</span> {latest.length === 0 ? '–' : latest.map(({ row, seq }) => `${row} ${seq}`).join(', ')}
    </p>
  );
});
