'use client';

import { type JSX, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { CapturePanel } from './capture-panel.tsx';
import { DrawerEdge } from './drawer-edge.tsx';
import { arrowOfRow, rowOfArrow } from './find-row.ts';
import type { Row } from './row.ts';
import { useCapture, useLiveCapture } from './use-capture.ts';
import { useEscape } from './use-escape.ts';
import { useDrawerSize } from './use-drawer-size.ts';
import type { DrawerRequest, WireDrawerProps } from './use-wire-drawer.tsx';
import styles from './wire-drawer.module.css';

/** How long the bytes of an arrow are waited for, in milliseconds: they come by telemetry. */
const PATIENCE_MS = 3_000;

/**
 * The bytes of a page's session, in a drawer at the bottom, or at the side where the window is wide. It captures while it
 * is open; what it captured stays until the page is left. Escape closes it.
 */
export function WireDrawer({ session, isOpen, request, onClose, onShowArrow }: WireDrawerProps): JSX.Element {
  const live = useLiveCapture(session);
  const capture = useCapture(live);
  const [chosen, setChosen] = useState<Row>();
  const [missing, setMissing] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEscape(panel, onClose);
  const size = useDrawerSize(isOpen);
  const { closeFile } = capture;

  useEffect(() => {
    if (!isOpen) return undefined;
    live.recorder.start();
    return () => live.recorder.stop();
  }, [isOpen, live]);

  useEffect(() => {
    if (isOpen) panel.current?.focus({ preventScroll: true });
  }, [isOpen]);

  useEffect(() => {
    const { transport, arrow }: DrawerRequest = request;
    if (!isOpen || request.count === 0) return undefined;
    const { store } = live;
    closeFile();
    setMissing(false);
    if (!arrow) {
      store.setFilter(transport ? { transports: [transport] } : {});
      return undefined;
    }
    store.setFilter({ transports: [arrow.transport] });
    const look = (): boolean => {
      const row = rowOfArrow(store.view().rows, arrow);
      if (row) setChosen(row);
      return row !== undefined;
    };
    if (look()) return undefined;
    const stop = store.subscribe(() => {
      if (look()) end();
    });
    const timer = setTimeout(() => {
      setMissing(!look());
      end();
    }, PATIENCE_MS);
    const end = (): void => {
      clearTimeout(timer);
      stop();
    };
    return end;
    // A request is made once; what it asks for does not change with the rest.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [request, isOpen, live]);

  const mark = chosen && !capture.file ? arrowOfRow(chosen) : undefined;
  return createPortal(
    <aside
      ref={panel}
      className={styles.drawer}
      aria-label="Wire"
      tabIndex={-1}
      hidden={!isOpen}
      data-dock={size.dock}
      style={{ [size.dock === 'side' ? 'width' : 'height']: size.px }}
    >
      <DrawerEdge size={size} />
      <header className={styles.head}>
        <h2 className={styles.title}>Wire</h2>
        <p className={styles.said} role="status">
          {missing ? 'The bytes of that arrow are not in the capture: too old, or not over this session.' : ''}
        </p>
        {chosen && mark && onShowArrow && (
          <button type="button" className={styles.button} onClick={() => onShowArrow(chosen.transport, mark)}>
            Show its arrow
          </button>
        )}
        {size.canDockAside && (
          <button type="button" className={styles.button} onClick={size.toggleDock}>
            {size.dock === 'side' ? 'To the bottom' : 'To the side'}
          </button>
        )}
        <button type="button" className={styles.button} onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {isOpen && (
        <CapturePanel
          capture={capture}
          chosen={chosen}
          onChoose={(row) => {
            setChosen(row);
            setMissing(false);
          }}
          empty={
            <p className={styles.empty}>
              Nothing has gone over the connections of this page yet. What does comes here, byte for byte.
            </p>
          }
        />
      )}
    </aside>,
    document.body,
  );
}
