import { useMemo, useState } from 'react';
import { type ByteView, spanAt } from './byte-view.ts';

/** Which bytes are lit: those of the field that is pointed at, else of the one that the cursor stands in. */
export interface Lit {
  /** The place of the field that is lit, -1 for none. */
  readonly span: number;
  /** The byte that the cursor stands on. */
  readonly cursor: number;
  /** Whether the cursor has been set, by key or by click. */
  readonly isSet: boolean;
  /** Points at a byte, or at nothing. */
  hover: (index: number | undefined) => void;
  setCursor: (index: number) => void;
}

/** Keeps what is lit in a view; begins anew with another view. */
export function useLit(view: ByteView): Lit {
  const [state, setState] = useState<{ view: ByteView; cursor?: number; hovered?: number }>({ view });
  const own = state.view === view ? state : { view };
  return useMemo(() => {
    const { cursor, hovered } = own;
    const pointed = hovered ?? cursor;
    return {
      span: pointed === undefined ? -1 : spanAt(view.spans, pointed),
      cursor: cursor ?? 0,
      isSet: cursor !== undefined,
      hover: (index) =>
        setState((before) => {
          const { hovered: _, ...rest } = before.view === view ? before : { view };
          return index === undefined ? rest : { ...rest, hovered: index };
        }),
      setCursor: (index) => setState({ view, cursor: index }),
    } satisfies Lit;
    // oxlint-disable-next-line react/exhaustive-deps
  }, [view, own.cursor, own.hovered]);
}
