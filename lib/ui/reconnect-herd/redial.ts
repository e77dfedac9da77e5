import type { Clock, Timer } from '../../measure/clock.ts';

/** How long a connection must have stood before the next loss counts as the first, in milliseconds. */
export const STABLE_MS = 5_000;

/** How long a handshake may take, in milliseconds: one that is never answered would be waited for without an end. */
export const HANDSHAKE_MS = 10_000;

/** How a client stands. `tries`: how many have failed since a connection last proved itself. */
export type RedialState =
  | { readonly name: 'connecting' | 'open' | 'paused'; readonly tries: number }
  | { readonly name: 'waiting'; readonly tries: number; readonly waitMs: number }
  | { readonly name: 'closed' };

/** What is known of the network. */
export interface Network {
  /** True while the platform says that there is none. */
  isOff(): boolean;
  /** Calls back when it may have changed, or the page was brought to the front. @returns its undo */
  subscribe(onChange: () => void): () => void;
}

/** What a client is made with. */
export interface RedialOptions {
  open: () => WebSocket;
  /** The wait before the next try, in milliseconds. */
  waitMs: (tries: number) => number;
  clock: Clock;
  network: Network;
  /** Called with every change of state, not for the first. */
  onState?: (state: RedialState) => void;
}

/** A WebSocket that comes back. It never gives up: that is for its owner to do, with `close`. */
export interface Redial {
  state(): RedialState;
  /** Tries at once, if it waits or is paused. */
  retryNow(): void;
  /** Ends it for good: no socket and no timer is left. May be called twice. */
  close(): void;
}

/** Opens a client. */
export function createRedial({ open, waitMs, clock, network, onState }: RedialOptions): Redial {
  let state: RedialState = { name: 'connecting', tries: 0 };
  let socket: WebSocket | undefined;
  let tries = 0;

  // #region states
  /** The one timer that there is: each state has its own, and it ends with the state. */
  let timer: Timer | undefined;

  function become(next: RedialState, after?: { ms: number; act: () => void }): void {
    clock.clearTimeout(timer);
    timer = after && clock.setTimeout(after.act, after.ms);
    state = next;
    onState?.(next);
  }

  function dial(): void {
    const own = open();
    socket = own;
    // A socket that was given up may still report, for a minute: it is not listened to.
    const lost = (): void => {
      if (socket === own) lose();
    };
    own.addEventListener('open', () => {
      if (socket === own) become({ name: 'open', tries }, { ms: STABLE_MS, act: () => (tries = 0) });
    });
    own.addEventListener('close', lost);
    become({ name: 'connecting', tries }, { ms: HANDSHAKE_MS, act: lost });
  }

  function lose(): void {
    socket?.close();
    socket = undefined;
    if (network.isOff()) return become({ name: 'paused', tries });
    const ms = waitMs(tries);
    tries++;
    become({ name: 'waiting', tries, waitMs: ms }, { ms, act: dial });
  }
  // #endregion states

  // #region network
  const stopNetwork = network.subscribe(() => {
    if (state.name === 'waiting' && network.isOff()) become({ name: 'paused', tries });
    else if ((state.name === 'paused' || state.name === 'waiting') && !network.isOff()) {
      // Everybody on this network comes back now, so even this wait is drawn.
      tries = 0;
      const ms = waitMs(tries);
      become({ name: 'waiting', tries, waitMs: ms }, { ms, act: dial });
    }
  });

  function retryNow(): void {
    if (state.name === 'waiting' || state.name === 'paused') dial();
  }

  function close(): void {
    if (state.name === 'closed') return;
    stopNetwork();
    const own = socket;
    socket = undefined;
    own?.close();
    become({ name: 'closed' });
  }
  // #endregion network

  dial();
  return { state: () => state, retryNow, close };
}
