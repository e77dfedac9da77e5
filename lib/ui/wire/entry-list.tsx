'use client';

import { type JSX, type MouseEvent, type Ref, useImperativeHandle, useRef } from 'react';
import styles from './entry-list.module.css';
import { EntryRowLine } from './entry-row.tsx';
import { formatBytes } from './format-bytes.ts';
import type { Row } from './row.ts';
import { ROW_PX, useEntryList } from './use-entry-list.ts';

const COLUMNS = ['time', 'connection', 'direction', 'layer', 'what', 'bytes'] as const;

/** What can be done to a list from outside. */
export interface EntryListControl {
  /** Takes the focus to the chosen row. */
  focusChosen: () => void;
}

/**
 * The rows of a capture. Only those in view are in the page, however many there are; whoever hears the page is told how
 * many. With the keyboard: arrows, page keys, Home and End choose; Enter goes to the bytes.
 */
export function EntryList({
  rows,
  chosenId,
  onChoose,
  onEnter,
  ref,
}: {
  rows: readonly Row[];
  chosenId: number | undefined;
  onChoose: (row: Row) => void;
  onEnter: () => void;
  ref?: Ref<EntryListControl>;
}): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useEntryList(scroller, { rows, chosenId, onChoose, onEnter });
  const { first, end } = list.window;
  const { chosenAt, focusChosen } = list;
  useImperativeHandle(ref, () => ({ focusChosen }));

  const drawn = rows.slice(first, end).map((row, index) => ({ row, index: first + index }));
  const chosen = rows[chosenAt];
  // The chosen row stays in the page, or the focus would be lost with it.
  if (chosen && (chosenAt < first || chosenAt >= end)) drawn.push({ row: chosen, index: chosenAt });
  const tabStop = chosen ? chosenAt : (drawn[0]?.index ?? 0);
  const below = rows.length - Math.min(end, rows.length);

  function onClick(event: MouseEvent): void {
    const element = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    const id = element instanceof HTMLElement ? Number(element.dataset.row) : undefined;
    const row = rows.find((it) => it.id === id);
    if (row) list.choose(row);
  }

  return (
    <div className={styles.list}>
      <div
        role="grid"
        className={styles.grid}
        aria-label="What went over the connections"
        aria-rowcount={rows.length + 1}
        aria-colcount={COLUMNS.length}
        aria-readonly="true"
        tabIndex={-1}
        onKeyDown={list.onKeyDown}
        onClick={onClick}
        onDoubleClick={onEnter}
        onFocus={() => list.onFocus(true)}
        onBlur={() => list.onFocus(false)}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={styles.header}>
            {COLUMNS.map((name) => (
              <span key={name} role="columnheader" className={styles[HEADS[name]]}>
                {HEAD_TEXT[name]}
              </span>
            ))}
          </div>
        </div>
        <div ref={scroller} role="rowgroup" className={styles.scroller} onScroll={list.onScroll}>
          <div role="presentation" className={styles.rows} style={{ height: rows.length * ROW_PX }}>
            {drawn.map(({ row, index }) => (
              <EntryRowLine
                key={row.id}
                row={row}
                index={index}
                top={index * ROW_PX}
                chosen={index === chosenAt}
                isTabStop={index === tabStop}
              />
            ))}
          </div>
        </div>
      </div>
      {!list.follows && below > 0 && (
        <button type="button" className={styles.newest} onClick={list.follow}>
          {formatBytes(below)} below: go to the newest
        </button>
      )}
    </div>
  );
}

const HEADS = {
  time: 'time',
  connection: 'connection',
  direction: 'direction',
  layer: 'layer',
  what: 'title',
  bytes: 'bytes',
} as const;

const HEAD_TEXT = {
  time: 'time',
  connection: 'conn.',
  direction: <span aria-label="direction">↕</span>,
  layer: 'layer',
  what: 'what',
  bytes: 'bytes',
} as const;
