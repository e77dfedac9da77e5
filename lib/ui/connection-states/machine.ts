// #region states
/** What a connection can be. Each has what belongs to it, and no other has it. */
export type ConnectionState =
  | { name: 'idle' }
  | { name: 'connecting'; attempt: number }
  | { name: 'open' }
  | { name: 'waiting'; attempt: number; delayMs: number }
  | { name: 'offline'; attempt: number }
  | { name: 'closed' }
  | { name: 'failed'; code: number };

/** What can happen to it. */
export type ConnectionEvent =
  | { type: 'connect' }
  | { type: 'disconnect' }
  | { type: 'opened' }
  | { type: 'ended'; code: number; delayMs: number }
  | { type: 'due' }
  | { type: 'offline' }
  | { type: 'online' };
// #endregion states

/** The word for a state. */
export type StateName = ConnectionState['name'];

/**
 * Close codes after which the next try would end as this one did: what was sent broke a rule (1002, 1003, 1007, 1009,
 * 1010), or is not permitted with these credentials (1008, 3000, 3003).
 *
 * @see RFC 6455 section 7.4.1; the IANA registry “WebSocket Close Code Number” for 3000 and 3003
 */
export const FINAL_CODES: readonly number[] = [1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003];

// #region transition
/** Whether somebody wants the connection: that is what a state says and a close code does not. */
export function isWanted({ name }: ConnectionState): boolean {
  return name === 'connecting' || name === 'open' || name === 'waiting' || name === 'offline';
}

/** Where an event leads. The same object where it leads nowhere. */
export function transition(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  const isTrying = state.name === 'connecting' || state.name === 'open';
  switch (event.type) {
    case 'connect':
      return isTrying ? state : { name: 'connecting', attempt: 1 };
    case 'disconnect':
      return isWanted(state) ? { name: 'closed' } : state;
    case 'opened':
      return state.name === 'connecting' ? { name: 'open' } : state;
    case 'ended': {
      if (!isTrying) return state;
      if (FINAL_CODES.includes(event.code)) return { name: 'failed', code: event.code };
      const attempt = state.name === 'connecting' ? state.attempt : 0;
      return { name: 'waiting', attempt, delayMs: event.delayMs };
    }
    case 'due':
      return state.name === 'waiting' ? { name: 'connecting', attempt: state.attempt + 1 } : state;
    case 'offline':
      return state.name === 'waiting' ? { name: 'offline', attempt: state.attempt } : state;
    case 'online':
      return state.name === 'offline' ? { name: 'connecting', attempt: state.attempt + 1 } : state;
  }
}
// #endregion transition

/** A way from one state to another, and what leads along it. */
export interface Way {
  readonly from: StateName;
  readonly by: string;
  readonly to: StateName;
}

const STATES: readonly ConnectionState[] = [
  { name: 'idle' },
  { name: 'connecting', attempt: 1 },
  { name: 'open' },
  { name: 'waiting', attempt: 1, delayMs: 0 },
  { name: 'offline', attempt: 1 },
  { name: 'closed' },
  { name: 'failed', code: 1009 },
];

const EVENTS: readonly (readonly [by: string, event: ConnectionEvent])[] = [
  ['connect', { type: 'connect' }],
  ['opened', { type: 'opened' }],
  ['ended', { type: 'ended', code: 1006, delayMs: 0 }],
  ['ended, final code', { type: 'ended', code: 1009, delayMs: 0 }],
  ['due', { type: 'due' }],
  ['offline', { type: 'offline' }],
  ['online', { type: 'online' }],
  ['disconnect', { type: 'disconnect' }],
];

/** All ways, found by trying every event in every state: a table of them cannot say anything else than the code. */
export function waysOf(next: typeof transition = transition): Way[] {
  return STATES.flatMap((state) =>
    EVENTS.flatMap(([by, event]) => {
      const { name } = next(state, event);
      return name === state.name ? [] : [{ from: state.name, by, to: name }];
    }),
  );
}
