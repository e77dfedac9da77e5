import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './row.ts';
import { placeOfId, rowWindow, type RowWindow, stepTo, topFor } from './window.ts';

/** How high a row is, in CSS pixels. */
export const ROW_PX = 24;

/** How near to its end a list has to be to go on with what comes, in CSS pixels. */
const AT_END_PX = ROW_PX;

/** What a list of rows does: scrolls, follows what comes, moves the choice by keys. */
export interface EntryListHandle {
  window: RowWindow;
  /** Whether the newest rows are kept in view. */
  follows: boolean;
  /** The place of the chosen row in the list, -1 where it has none. */
  chosenAt: number;
  onScroll: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Chooses a row, which then stays where it is. */
  choose: (row: Row) => void;
  /** Whether the focus has come to a row, or gone. */
  onFocus: (isHere: boolean) => void;
  /** Takes the focus to the chosen row. */
  focusChosen: () => void;
  /** Shows the newest rows, and goes on with them. */
  follow: () => void;
}

/** Keeps a list in place while rows come at its end and go at its beginning. */
export function useEntryList(
  scroller: RefObject<HTMLDivElement | null>,
  {
    rows,
    chosenId,
    onChoose,
    onEnter,
  }: {
    rows: readonly Row[];
    chosenId: number | undefined;
    onChoose: (row: Row) => void;
    onEnter: () => void;
  },
): EntryListHandle {
  const [seen, setSeen] = useState({ top: 0, height: 480 });
  const [follows, showFollowing] = useState(true);
  /** As state and at once: the next rows may come before React has drawn what a scroll has changed. */
  const following = useRef(true);
  /** The row at the upper edge, and how far it is scrolled beyond it: what must not move. */
  const anchor = useRef({ id: 0, beyondPx: 0 });
  /** The focus goes to the chosen row when a key has moved it, and to another when its row is pushed out. */
  const focus = useRef({ isWanted: false, isHere: false });
  const found = chosenId === undefined ? -1 : placeOfId(rows, chosenId);
  const chosenAt = rows[found]?.id === chosenId ? found : -1;

  const setFollows = (next: boolean): void => {
    following.current = next;
    showFollowing(next);
  };

  /** The row that was chosen here: one that was chosen elsewhere is brought into view. */
  const chosenHere = useRef<number>(undefined);

  const note = (): void => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, clientHeight } = element;
    const index = Math.floor(scrollTop / ROW_PX);
    anchor.current = { id: rows[index]?.id ?? 0, beyondPx: scrollTop - index * ROW_PX };
    setSeen((before) =>
      before.top === scrollTop && before.height === clientHeight ? before : { top: scrollTop, height: clientHeight },
    );
  };

  const choose = (row: Row): void => {
    chosenHere.current = row.id;
    note();
    setFollows(false);
    onChoose(row);
  };

  const scrollTo = (top: number): void => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = top;
    note();
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setSeen((before) =>
        before.height === element.clientHeight ? before : { ...before, height: element.clientHeight },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  // Rows came or went: the list stays at its end, or what is looked at stays where it is.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { id, beyondPx } = anchor.current;
    // What is drawn then is known already: reading the place back would lay the page out once more.
    if (following.current) element.scrollTop = rows.length * ROW_PX;
    else if (rows[Math.floor(element.scrollTop / ROW_PX)]?.id !== id) scrollTo(placeOfId(rows, id) * ROW_PX + beyondPx);
    // The scroll position is the effect's own business: it follows the rows and nothing else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows, follows]);

  useLayoutEffect(() => {
    if (chosenId === undefined || chosenAt < 0 || chosenHere.current === chosenId) return;
    chosenHere.current = chosenId;
    setFollows(false);
    const height = scroller.current?.clientHeight ?? 0;
    scrollTo(chosenAt * ROW_PX - Math.floor(height / 2));
    // Only another choice is brought into view: whoever scrolls away from it may.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [chosenId, chosenAt < 0]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const { isWanted, isHere } = focus.current;
    if (!element || !(isWanted || (isHere && !element.contains(document.activeElement)))) return;
    focus.current.isWanted = false;
    element.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  });

  const top = follows ? Math.max(0, rows.length * ROW_PX - seen.height) : seen.top;
  return {
    window: rowWindow({ count: rows.length, rowPx: ROW_PX }, { ...seen, top }),
    follows,
    chosenAt,
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      note();
      const isAtEnd = element.scrollTop + element.clientHeight >= rows.length * ROW_PX - AT_END_PX;
      // What a scroll to the end tells; a scroll that the rows caused keeps what was.
      if (!isAtEnd) setFollows(false);
      else if (chosenId === undefined) setFollows(true);
    },
    onKeyDown(event) {
      if (event.key === 'Enter' && chosenAt >= 0) {
        event.preventDefault();
        onEnter();
        return;
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const page = Math.max(1, Math.floor(seen.height / ROW_PX) - 1);
      const next = stepTo(event.key, chosenAt, { count: rows.length, page });
      const row = next === undefined ? undefined : rows[next];
      if (next === undefined || !row) return;
      event.preventDefault();
      focus.current.isWanted = true;
      choose(row);
      const top = topFor(next, { rowPx: ROW_PX, ...seen });
      if (top !== undefined) scrollTo(top);
    },
    choose,
    onFocus(isHere) {
      focus.current.isHere = isHere;
    },
    focusChosen() {
      focus.current.isWanted = true;
      const top = chosenAt < 0 ? undefined : topFor(chosenAt, { rowPx: ROW_PX, ...seen });
      if (top !== undefined) scrollTo(top);
      // A render of its own: nothing else may change.
      setSeen((before) => ({ ...before }));
    },
    follow() {
      setFollows(true);
    },
  };
}
