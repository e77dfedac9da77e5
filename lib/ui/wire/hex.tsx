'use client';

import {
  type JSX,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ByteView } from './byte-view.ts';
import styles from './hex.module.css';
import { HexRow } from './hex-row.tsx';
import { moveCursor } from './move-cursor.ts';
import type { Lit } from './use-lit.ts';
import { rowWindow, topFor } from './window.ts';

/** How high a row is, in CSS pixels. */
const ROW_PX = 20;

/** How wide a dump of 16 bytes a row is, in CSS pixels; below it a row has 8. */
const WIDE_PX = 592;

/**
 * Hex and text of bytes beside each other, and the same bytes lit in both. Only the rows in view are drawn. With the
 * keyboard: arrows go from byte to byte, Home and End to the ends of the row, with Ctrl to those of all bytes.
 */
export function Hex({
  view,
  raw,
  lit,
}: {
  view: ByteView;
  /** Shows masked bytes as they are, in the text as well. */
  raw: boolean;
  lit: Lit;
}): JSX.Element {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 320, perRow: 16 });
  const { perRow } = seen;
  const { bytes, spans } = view;
  const count = Math.ceil(bytes.length / perRow);
  const shown = rowWindow({ count, rowPx: ROW_PX }, seen);
  const span = spans[lit.span];

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientHeight: height, clientWidth } = element;
      setSeen((before) => ({ ...before, height, perRow: clientWidth >= WIDE_PX ? 16 : 8 }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { cursor, isSet } = lit;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isSet) return;
    const { scrollTop: top, clientHeight: height } = element;
    const next = topFor(Math.floor(cursor / perRow), { rowPx: ROW_PX, top, height });
    if (next !== undefined) element.scrollTop = next;
  }, [cursor, isSet, perRow]);

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveCursor(event, cursor, { length: bytes.length, perRow, page: Math.floor(seen.height / ROW_PX) });
    if (next === undefined) return;
    event.preventDefault();
    lit.setCursor(next);
  }

  function byteAt(event: PointerEvent): number | undefined {
    const place = event.target instanceof Element ? event.target.closest('[data-byte]') : null;
    return place instanceof HTMLElement ? Number(place.dataset.byte) : undefined;
  }

  const rows = [];
  for (let row = shown.first; row < shown.end; row++) {
    rows.push(
      <HexRow
        key={row}
        id={id}
        view={view}
        row={row}
        perRow={perRow}
        raw={raw}
        litFrom={clip(span?.start, row, perRow)}
        litTo={clip(span?.end, row, perRow)}
        cursor={isSet && Math.floor(cursor / perRow) === row ? cursor : -1}
        top={row * ROW_PX}
      />,
    );
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={`Bytes ${view.label}`}
      aria-rowcount={count}
      aria-colcount={perRow + 2}
      aria-readonly="true"
      tabIndex={0}
      aria-activedescendant={isSet ? `${id}-${cursor}` : undefined}
      onScroll={(event) => {
        const { scrollTop: top } = event.currentTarget;
        setSeen((before) => ({ ...before, top }));
      }}
      onKeyDown={onKeyDown}
      onPointerOver={(event) => lit.hover(byteAt(event))}
      onPointerLeave={() => lit.hover(undefined)}
      onPointerDown={(event) => {
        const index = byteAt(event);
        if (index !== undefined) lit.setCursor(index);
      }}
    >
      <div role="presentation" className={styles.rows} style={{ height: count * ROW_PX }}>
        {rows}
      </div>
    </div>
  );
}

/** A bound of what is lit, within the row: rows that have nothing of it stay as they are. */
function clip(bound: number | undefined, row: number, perRow: number): number {
  if (bound === undefined) return -1;
  return Math.max(row * perRow, Math.min(bound, (row + 1) * perRow));
}
