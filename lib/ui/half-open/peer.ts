import type { Clock, Timer } from '../../measure/clock.ts';
import { type Heartbeat, type Pulse, startHeartbeat } from './heartbeat.ts';

/** How long a client waits after a loss before it comes back, in milliseconds. */
const BACK_MS = 300;

/** How long a handshake may take, in milliseconds. */
const HANDSHAKE_MS = 10_000;

/** How many lines are kept; the oldest go. */
const MAX_LINES = 100;

/** A line of what a client did and was told. */
export interface PeerLine {
  readonly number: number;
  /** The page's clock. */
  readonly at: number;
  readonly text: string;
}

/** What is known of a client. A new object with every change. */
export interface PeerState {
  /** Of its present socket; 3 where it has none. */
  readonly readyState: number;
  readonly bufferedAmount: number;
  /** Connections that came to stand. */
  readonly opened: number;
  /** When anything last came, on the page's clock. */
  readonly heardAt: number | undefined;
  /** When it last learned that its connection is over, and how. */
  readonly noticed: { readonly at: number; readonly how: string } | undefined;
  /** When its present connection came to stand. */
  readonly openAt: number | undefined;
  /** When `close()` was called on it, and when the close event came, with its code. */
  readonly closing: { readonly at: number; readonly endedAt?: number; readonly code?: number } | undefined;
  /** From the last question to its answer, in milliseconds. */
  readonly answeredMs: number | undefined;
  readonly lines: readonly PeerLine[];
}

/** A client that comes back when it learns that its connection is over. */
export interface Peer {
  state(): PeerState;
  /** Gives it another heartbeat, from now on. */
  setPulse(pulse: Pulse): void;
  send(text: string, times: number): void;
  /** Calls `close(1000)`, and stays away. */
  leave(): void;
  /** Looks at what changes without an event. */
  look(): void;
  dispose(): void;
}

/** What a client is made with. */
export interface PeerOptions {
  createSocket: () => WebSocket;
  clock: Clock;
  /** Its heartbeat; without one it has none. */
  pulse?: Pulse;
  onChange: () => void;
}

const NOTHING: PeerState = {
  readyState: 3,
  bufferedAmount: 0,
  opened: 0,
  heardAt: undefined,
  noticed: undefined,
  openAt: undefined,
  closing: undefined,
  answeredMs: undefined,
  lines: [],
};

/** Makes a client, and lets it connect. */
export function openPeer({ createSocket, clock, onChange, ...rest }: PeerOptions): Peer {
  let { pulse } = rest;
  let state = NOTHING;
  let socket: WebSocket | undefined;
  let heartbeat: Heartbeat | undefined;
  let timer: Timer | undefined;
  let askedAt: number | undefined;
  let isLeft = false;
  let isOver = false;
  let count = 0;

  function become(change: Partial<PeerState>, text?: string): void {
    if (isOver) return;
    const lines =
      text === undefined ? state.lines : [...state.lines, { number: ++count, at: clock.now(), text }].slice(-MAX_LINES);
    const { readyState = 3, bufferedAmount = 0 } = socket ?? {};
    state = { ...state, readyState, bufferedAmount, ...change, lines };
    onChange();
  }

  function open(): void {
    const own = createSocket();
    socket = own;
    timer = clock.setTimeout(() => give(own, 'no handshake'), HANDSHAKE_MS);
    own.addEventListener('open', () => {
      if (own !== socket) return;
      clock.clearTimeout(timer);
      if (pulse) heartbeat = beat(own, pulse);
      become({ opened: state.opened + 1, openAt: clock.now(), heardAt: clock.now() }, 'open');
    });
    own.addEventListener('message', () => {
      if (own !== socket) return;
      heartbeat?.heard();
      const answered = askedAt === undefined ? {} : { answeredMs: clock.now() - askedAt };
      const text = askedAt === undefined ? 'a message' : `answer after ${(clock.now() - askedAt).toFixed(1)} ms`;
      askedAt = undefined;
      become({ heardAt: clock.now(), ...answered }, text);
    });
    own.addEventListener('close', ({ code }) => {
      if (own !== socket) return become({}, `close ${code} of an old socket, ignored`);
      if (isLeft) return become({ closing: endOf(code) }, `close ${code}`);
      lose(`close ${code}`);
    });
    become({}, 'new WebSocket(…)');
  }

  const endOf = (code: number): NonNullable<PeerState['closing']> => ({
    at: state.closing?.at ?? clock.now(),
    endedAt: clock.now(),
    code,
  });

  function beat(own: WebSocket, { intervalMs, timeoutMs }: Pulse): Heartbeat {
    return startHeartbeat({
      clock,
      intervalMs,
      timeoutMs,
      // #region ask
      ask(number) {
        askedAt = clock.now();
        // The lab has no question of this kind. It answers this one, changes nothing, and names the number.
        own.send(JSON.stringify({ op: 'unsubscribe', topic: `alive.${number}` }));
        become({}, `question ${number}`);
      },
      // #endregion ask
      onDead: () => give(own, `silent for ${intervalMs + timeoutMs} ms`),
    });
  }

  // #region dead
  /** Takes a socket for dead. Its close event may come a minute later; nobody waits for that. */
  function give(own: WebSocket, how: string): void {
    if (own !== socket) return;
    socket = undefined;
    own.close(1000);
    lose('dead', { text: `${how}: dead`, delayMs: 0 });
  }
  // #endregion dead

  function lose(how: string, { text = how, delayMs = BACK_MS } = {}): void {
    clock.clearTimeout(timer);
    heartbeat?.stop();
    heartbeat = undefined;
    askedAt = undefined;
    become({ noticed: { at: clock.now(), how }, openAt: undefined }, text);
    if (!isOver) timer = clock.setTimeout(open, delayMs);
  }

  open();
  return {
    state: () => state,
    setPulse(next) {
      pulse = next;
      if (heartbeat === undefined || socket === undefined) return;
      heartbeat.stop();
      askedAt = undefined;
      heartbeat = beat(socket, next);
    },
    send(text, times) {
      if (socket?.readyState !== 1) return;
      for (let sent = 0; sent < times; sent++) socket.send(text);
      become({}, `send(${text.length} bytes), ${times} times`);
    },
    leave() {
      if (isLeft) return;
      isLeft = true;
      clock.clearTimeout(timer);
      heartbeat?.stop();
      socket?.close(1000);
      become({ closing: { at: clock.now() } }, 'close(1000)');
    },
    look() {
      const { readyState = 3, bufferedAmount = 0 } = socket ?? {};
      if (readyState !== state.readyState || bufferedAmount !== state.bufferedAmount) become({});
    },
    dispose() {
      isOver = true;
      clock.clearTimeout(timer);
      heartbeat?.stop();
      socket?.close();
    },
  };
}
