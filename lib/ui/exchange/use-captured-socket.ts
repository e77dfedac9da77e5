import { useCallback, useEffect, useRef, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type Captured, followCapture } from './captured.ts';
import { figureToken } from './figure-token.ts';
import { loadDecoder } from './load-decoder.ts';

const NOTHING: Captured = { entries: [], ends: [] };

/** What a figure opens a connection with. */
export interface CaptureStart {
  /** The address of the transport's edge, without a trailing slash. */
  readonly url: string;
  /** The query that marks the figure's own connections. */
  readonly token: string;
  readonly session: SessionHandle;
}

/** The capture of the connections that a figure opens, through the page's session. */
export interface CaptureHandle {
  readonly captured: Captured;
  /** Begins anew: what was captured before is forgotten, and what was opened before is ended. */
  begin(open: (start: CaptureStart) => () => void): Promise<void>;
  /** Ends what was opened; what was captured stays to be looked at. */
  end(): void;
}

/** Gives a figure connections to a transport, beside the bytes that the edge has captured of them. */
export function useCapture({ ready }: FigureSession, transport: TransportId): CaptureHandle {
  const [captured, setCaptured] = useState<Captured>(NOTHING);
  const ends = useRef<{ connection?: () => void; capture?: () => void; isGone?: boolean }>({});

  const end = useCallback(() => {
    ends.current.connection?.();
    delete ends.current.connection;
  }, []);

  const begin = useCallback(
    async (open: (start: CaptureStart) => () => void) => {
      const session = await ready();
      const createDecoder = await loadDecoder();
      const standing = session.state();
      if (standing.name !== 'open') throw new Error('The session ended before the connection was opened');
      // The figure was left meanwhile: nobody would end what is opened now.
      if (ends.current.isGone === true) return;
      end();
      ends.current.capture?.();
      setCaptured(NOTHING);
      const token = figureToken(Math.random);
      ends.current.capture = followCapture(session, {
        transport,
        token,
        createDecoder,
        onChange: setCaptured,
      });
      ends.current.connection = open({ url: standing.session.urls[transport], token, session });
    },
    [ready, transport, end],
  );

  useEffect(() => {
    const own = ends.current;
    own.isGone = false;
    return () => {
      own.isGone = true;
      own.connection?.();
      own.capture?.();
    };
  }, []);

  return { captured, begin, end };
}
