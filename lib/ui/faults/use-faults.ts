import { useSyncExternalStore } from 'react';
import type { FaultBoard, FaultBoardState } from './fault-board.ts';

/** What a board shows. */
export function useFaults(board: FaultBoard): FaultBoardState {
  return useSyncExternalStore(board.subscribe, board.state, board.state);
}
