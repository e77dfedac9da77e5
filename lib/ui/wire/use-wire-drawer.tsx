'use client';

import { type ComponentType, type JSX, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { ArrowMark, RowMark } from './find-row.ts';

/** What a drawer is opened for. */
export interface DrawerRequest {
  /** Grows: the same may be asked for twice. */
  readonly count: number;
  /** Shows only what this transport carried. */
  readonly transport?: TransportId;
  /** Shows the bytes of this arrow. */
  readonly arrow?: ArrowMark;
}

/** What a drawer is made with. */
export interface WireDrawerProps {
  session: SessionHandle;
  isOpen: boolean;
  request: DrawerRequest;
  onClose: () => void;
  /** Shows the arrow of a row in the picture of its lane. */
  onShowArrow?: ((transport: TransportId, mark: RowMark) => void) | undefined;
}

/** A drawer with the bytes of a session, which is loaded when it is first opened. */
export interface WireDrawerHandle {
  isOpen: boolean;
  open: (request?: Omit<DrawerRequest, 'count'>) => void;
  close: () => void;
  /** To be rendered anywhere. */
  element: JSX.Element | null;
}

/** The drawer that is open, and how it is closed: a page shows one. */
let shown: { id: string; close: () => void } | undefined;

/** Makes a drawer for a session; nothing is loaded, and nothing captured, before it is opened. */
export function useWireDrawer(
  session: SessionHandle | undefined,
  onShowArrow?: WireDrawerProps['onShowArrow'],
): WireDrawerHandle {
  const id = useId();
  const [Drawer, setDrawer] = useState<ComponentType<WireDrawerProps>>();
  const [request, setRequest] = useState<DrawerRequest>({ count: 0 });
  const [isOpen, setOpen] = useState(false);
  const [isFailed, setFailed] = useState(false);
  /** What had the focus when the drawer was opened. */
  const opener = useRef<HTMLElement>(undefined);

  const close = useCallback(() => {
    setOpen(false);
    if (shown?.id === id) shown = undefined;
    const element = opener.current;
    opener.current = undefined;
    if (element?.isConnected) element.focus();
  }, [id]);

  const open = useCallback<WireDrawerHandle['open']>(
    (asked = {}) => {
      if (shown?.id !== id) shown?.close();
      shown = { id, close };
      const { activeElement } = document;
      if (opener.current === undefined && activeElement instanceof HTMLElement) opener.current = activeElement;
      setRequest(({ count }) => ({ ...asked, count: count + 1 }));
      setOpen(true);
      setFailed(false);
      void import('./wire-drawer.tsx').then(
        ({ WireDrawer }) => setDrawer(() => WireDrawer),
        () => setFailed(true),
      );
    },
    [id, close],
  );

  useEffect(() => close, [close]);

  const element = isFailed ? (
    <p role="alert">The wire view could not be loaded. Reload the page to try again.</p>
  ) : Drawer && session ? (
    <Drawer
      key={keyOf(session)}
      session={session}
      isOpen={isOpen}
      request={request}
      onClose={close}
      onShowArrow={onShowArrow}
    />
  ) : null;
  return { isOpen, open, close, element };
}

const keys = new WeakMap<SessionHandle, number>();
let lastKey = 0;

/** A drawer keeps what one session brought: another session has another drawer. */
function keyOf(session: SessionHandle): number {
  const known = keys.get(session) ?? ++lastKey;
  keys.set(session, known);
  return known;
}
