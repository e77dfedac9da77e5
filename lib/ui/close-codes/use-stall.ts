import { useCallback, useEffect, useState } from 'react';
import type { FigureSession } from '../lab/use-standing.ts';

/** More than the buffers on the way hold, in messages that the lab takes. */
export const MANY = { bytes: 60_000, times: 200 } as const;

/** A stall of what goes up over the WebSocket edge: nothing is lost, nothing moves. */
export interface StallHandle {
  readonly isStalled: boolean;
  begin(): Promise<void>;
  lift(): Promise<void>;
}

/** Lets a figure stall its edge, and lifts the stall with the figure: others use the session as well. */
export function useStall({ handle }: FigureSession): StallHandle {
  const [isStalled, setStalled] = useState(false);

  const begin = useCallback(async () => {
    await handle?.setToxics('websocket', { upstream: { bandwidth: { rate: 0 } } });
    setStalled(true);
  }, [handle]);

  const lift = useCallback(async () => {
    await handle?.setToxics('websocket', {});
    setStalled(false);
  }, [handle]);

  useEffect(() => {
    if (!isStalled) return undefined;
    return () => void handle?.setToxics('websocket', {}).catch(() => undefined);
  }, [isStalled, handle]);

  return { isStalled, begin, lift };
}
