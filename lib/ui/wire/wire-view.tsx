'use client';

import { type JSX, type ReactNode, useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { CaptureStore } from './capture-store.ts';
import { EntryDetail, type EntryDetailControl } from './entry-detail.tsx';
import { EntryList, type EntryListControl } from './entry-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { Row } from './row.ts';
import { SumsLine } from './sums-line.tsx';
import styles from './wire-view.module.css';

/**
 * A capture to be explored: its rows, and the chosen one opened. It takes the height of its place.
 */
export function WireView({
  store,
  chosen,
  onChoose,
  actions,
  empty,
}: {
  store: CaptureStore;
  chosen: Row | undefined;
  onChoose: (row: Row | undefined) => void;
  /** What else stands in the bar. */
  actions?: ReactNode;
  /** What is shown while there are no rows at all. */
  empty: ReactNode;
}): JSX.Element {
  const view = useSyncExternalStore(store.subscribe, store.view, store.view);
  // Where there is no room for all of it at once, the filter is opened first.
  const [isFiltering, setFiltering] = useState(false);
  const list = useRef<EntryListControl>(null);
  const detail = useRef<EntryDetailControl>(null);
  const enter = useCallback(() => detail.current?.focus(), []);
  const leave = useCallback(() => list.current?.focusChosen(), []);
  const { rows, kept, filter, paused } = view;

  return (
    <div className={styles.view} data-wire-view>
      <div className={styles.bar}>
        <button
          type="button"
          className={styles.button}
          aria-pressed={paused}
          disabled={kept === 0}
          onClick={() => store.setPaused(!paused)}
        >
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button
          type="button"
          className={styles.button}
          disabled={kept === 0}
          onClick={() => {
            onChoose(undefined);
            store.clear();
          }}
        >
          Clear
        </button>
        <button
          type="button"
          className={`${styles.button} ${styles.more}`}
          aria-expanded={isFiltering}
          onClick={() => setFiltering(!isFiltering)}
        >
          Filter …
        </button>
        <FilterBar isOpen={isFiltering} filter={filter} connections={view.connections} onChange={store.setFilter} />
        {actions}
      </div>
      <SumsLine view={view} />
      {rows.length === 0 && kept === 0 && !chosen ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <div className={styles.panes} data-open={chosen ? '' : undefined}>
          {rows.length === 0 ? (
            <p className={styles.none} role="status">
              Nothing passes the filter.
            </p>
          ) : (
            <EntryList ref={list} rows={rows} chosenId={chosen?.id} onChoose={onChoose} onEnter={enter} />
          )}
          {chosen ? (
            <EntryDetail key={chosen.id} ref={detail} row={chosen} onLeave={leave} />
          ) : (
            <p className={styles.hint}>Choose a row to see its layers and its bytes.</p>
          )}
        </div>
      )}
    </div>
  );
}
