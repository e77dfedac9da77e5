import { applyOperation, type Item, type Operation } from './items.ts';

/** An operation that the log has not brought back yet. `unknown`: no answer came in time, which says nothing. */
export interface Pending {
  readonly operation: Operation;
  readonly standing: 'waiting' | 'unknown';
}

/** A list as the log has it, and what was done to it since. What is shown is never kept: it is made of these. */
export interface OperationsState {
  readonly confirmed: readonly Item[];
  /** How far the log was read. */
  readonly seq: number;
  readonly pending: readonly Pending[];
}

/** A list that nobody has touched. */
export const NO_OPERATIONS: OperationsState = { confirmed: [], seq: 0, pending: [] };

// #region operations
/** What is shown: the confirmed list, and every pending operation over it, in order. */
export function shownItems({ confirmed, pending }: OperationsState): readonly Item[] {
  return pending.reduce((items, { operation }) => applyOperation(items, operation), confirmed);
}

/** The reader has done something. */
export function begin(state: OperationsState, operation: Operation): OperationsState {
  return { ...state, pending: [...state.pending, { operation, standing: 'waiting' }] };
}

/** The server has said no: this one operation goes, and nothing else. */
export function refuse(state: OperationsState, id: string): OperationsState {
  return { ...state, pending: state.pending.filter(({ operation }) => operation.id !== id) };
}

/** No answer in time. Nobody knows whether it has happened, so it stays, and is marked. */
export function timeOut(state: OperationsState, id: string): OperationsState {
  const marked = (each: Pending): Pending => (each.operation.id === id ? { ...each, standing: 'unknown' } : each);
  return { ...state, pending: state.pending.map(marked) };
}

/** The log has brought an operation: anybody's, or one of ours, which is then pending no more. */
export function arrive(state: OperationsState, seq: number, operation: Operation): OperationsState {
  if (seq <= state.seq) return state;
  const confirmed = applyOperation(state.confirmed, operation);
  return { ...refuse(state, operation.id), confirmed, seq };
}
// #endregion operations
