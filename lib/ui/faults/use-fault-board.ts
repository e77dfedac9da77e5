import { useEffect, useState, useSyncExternalStore } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { Bench, BenchSetup } from '../lane/bench.ts';
import { createFaultBoard, type FaultBoard, type FaultBoardState } from './fault-board.ts';

/** Makes the board of a bench, for as long as its page is shown. `undefined` before the first effect. */
export function useFaultBoard<Setup extends BenchSetup>(bench: Bench<Setup>): FaultBoard | undefined {
  const [board, setBoard] = useState<FaultBoard>();
  useEffect(() => {
    const made = createFaultBoard({
      session: bench.session,
      lane: (id) => bench.state().lanes.find(({ session }) => session.transport === id)?.session,
      clock: systemClock,
    });
    setBoard(made);
    return () => made.close();
  }, [bench]);
  return board;
}

/** What a board shows. */
export function useFaults(board: FaultBoard): FaultBoardState {
  return useSyncExternalStore(board.subscribe, board.state, board.state);
}
