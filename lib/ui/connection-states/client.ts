import type { Clock, Timer } from '../../measure/clock.ts';
import { createBackoff } from '../../transports/backoff.ts';
import { type ConnectionEvent, type ConnectionState, type StateName, transition } from './machine.ts';

/** How long a handshake may take, in milliseconds. */
const HANDSHAKE_MS = 10_000;

/** A connection that stood this long has proved itself: the waits begin anew with their shortest. */
const STABLE_MS = 5_000;

/** A client that keeps one connection. */
export interface StatefulClient {
  connect(): void;
  disconnect(): void;
  /** Hands a text to the socket where one is open. */
  send(text: string): void;
  /** Tells it what the platform says about the network. */
  network(isOff: boolean): void;
}

/** What a client is made with. */
export interface ClientOptions {
  createSocket: () => WebSocket;
  clock: Clock;
  /** In [0, 1), for the waits. */
  random: () => number;
  /** Whether the platform says that there is no network. */
  isNetworkOff: () => boolean;
  /** Called after every change of state, with what caused it. */
  onState: (name: StateName, cause: string) => void;
  /** Called for an event of a socket that is not the present one any more. */
  onIgnored?: (event: string) => void;
}

/** Makes a client. */
export type CreateClient = (options: ClientOptions) => StatefulClient;

/** The client that is a machine: one variable says what it is, and what a state owns ends with the state. */
export const createMachineClient: CreateClient = (options) => {
  const { createSocket, clock, random, isNetworkOff, onState, onIgnored } = options;
  const backoff = createBackoff(random);
  let state: ConnectionState = { name: 'idle' };
  let socket: WebSocket | undefined;
  let timer: Timer | undefined;
  let openedAt = 0;

  // #region happen
  function happen(event: ConnectionEvent, cause: string): void {
    const next = transition(state, event);
    if (next === state) return;
    clock.clearTimeout(timer);
    // Only the way from connecting to open keeps the socket. From now on, what another one says is stale.
    if (socket !== undefined && next.name !== 'open') {
      const old = socket;
      socket = undefined;
      old.close(1000);
    }
    state = next;
    if (next.name === 'connecting') {
      socket = listen(createSocket());
      timer = clock.setTimeout(() => ended(1006, 'no answer to the handshake'), HANDSHAKE_MS);
    } else if (next.name === 'waiting') {
      timer = clock.setTimeout(() => happen({ type: 'due' }, `${formatMs(next.delayMs)} are over`), next.delayMs);
    }
    onState(next.name, cause);
    if (next.name === 'waiting' && isNetworkOff()) happen({ type: 'offline' }, 'the platform says offline');
  }
  // #endregion happen

  // #region listen
  function listen(own: WebSocket): WebSocket {
    own.addEventListener('open', () => {
      if (own !== socket) return onIgnored?.('open');
      openedAt = clock.now();
      happen({ type: 'opened' }, 'open');
    });
    // An error is always followed by a close, and only that says what can be known.
    own.addEventListener('close', ({ code }) => {
      if (own !== socket) return onIgnored?.(`close ${code}`);
      ended(code, `close ${code}`);
    });
    return own;
  }
  // #endregion listen

  function ended(code: number, cause: string): void {
    if (state.name === 'open' && clock.now() - openedAt >= STABLE_MS) backoff.reset();
    happen({ type: 'ended', code, delayMs: backoff.next() }, cause);
  }

  return {
    connect() {
      if (state.name !== 'connecting' && state.name !== 'open') backoff.reset();
      happen({ type: 'connect' }, 'connect()');
    },
    disconnect: () => happen({ type: 'disconnect' }, 'disconnect()'),
    send: (text) => socket?.readyState === 1 && socket.send(text),
    network: (isOff) =>
      happen({ type: isOff ? 'offline' : 'online' }, `the platform says ${isOff ? 'offline' : 'online'}`),
  };
};

/** Milliseconds as they are read: `0.4 s`. */
export function formatMs(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
