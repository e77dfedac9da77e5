import { type JSX, useCallback, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { LanePick, LaneTarget } from '../lane/pick.ts';
import type { RowMark } from './find-row.ts';
import { useWireDrawer } from './use-wire-drawer.tsx';

/** The way between the pictures of lanes and their bytes. */
export interface LaneWire {
  /** Opens the drawer at the bytes of an arrow. */
  onPick: (pick: LanePick) => void;
  /** What the picture of a lane shows as picked. */
  pickOf: (transport: TransportId) => LaneTarget | undefined;
  /** Opens the drawer with the bytes of a lane. */
  openBytes: (transport: TransportId) => void;
  isOpen: boolean;
  /** The drawer, to be rendered anywhere. */
  drawer: JSX.Element | null;
}

/** Joins the lanes of a bench with a drawer of their bytes: from an arrow to its bytes, and back. */
export function useLaneWire({ session, offsetMs }: { session: SessionHandle; offsetMs: () => number }): LaneWire {
  const [picked, setPicked] = useState<{ transport: TransportId; target: LaneTarget }>();

  const onShowArrow = useCallback(
    (transport: TransportId, { edgeAt, seq, direction }: RowMark) => {
      const target = { at: edgeAt - offsetMs(), direction, ...(seq === undefined ? {} : { seq }) };
      setPicked({ transport, target });
      bringIntoView(transport);
    },
    [offsetMs],
  );
  const { open, isOpen, element } = useWireDrawer(session, onShowArrow);

  return {
    onPick(pick) {
      const { transport, at, seq, direction } = pick;
      setPicked({ transport, target: { at, direction, ...(seq === undefined ? {} : { seq }) } });
      open({ transport, arrow: pick });
      bringIntoView(transport);
    },
    pickOf: (transport) => (picked?.transport === transport ? picked.target : undefined),
    openBytes(transport) {
      open({ transport });
      bringIntoView(transport);
    },
    isOpen,
    drawer: element,
  };
}

/** Brings a lane's picture beside its bytes, once there is room made for the drawer. Two of one transport stay where they are. */
function bringIntoView(transport: TransportId): void {
  const pictures = document.querySelectorAll(`canvas[data-lane="${transport}"]`);
  if (pictures.length !== 1) return;
  setTimeout(() => pictures[0]?.scrollIntoView({ block: 'start', inline: 'nearest' }), ROOM_MS);
}

/** How long it takes until the drawer stands, in milliseconds. */
const ROOM_MS = 100;
