import type { Clock } from '../../measure/clock.ts';
import type { SessionHandle } from '../lab/session.ts';
import type { Ending } from './endings.ts';

/** How many lines are kept; the oldest go. */
const MAX_LINES = 100;

/** The names of the states, by `readyState`. */
export const STATE_NAMES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'] as const;

/** A line of what the page did and was told. */
export interface PageLine {
  /** 1, 2, 3 … */
  readonly number: number;
  /** Milliseconds since the constructor was called. */
  readonly afterMs: number;
  readonly kind: 'did' | 'event' | 'threw';
  readonly text: string;
  readonly readyState: number;
}

/** What is known of a run. A new object with every change. */
export interface PageRunState {
  readonly lines: readonly PageLine[];
  readonly readyState: number;
  readonly bufferedAmount: number;
}

/** A WebSocket of the page, and all that the page does with it and learns of it. */
export interface PageRun {
  state(): PageRunState;
  end(ending: Ending): void;
  /** Sends a text `times` times, in whatever state the socket is. @param times 1 if left out */
  send(text: string, times?: number): void;
  /** Looks at the two properties again; they change without an event. */
  look(): void;
  /** Ends it without another word. */
  close(): void;
}

/** What a run is opened with. */
export interface PageRunOptions {
  url: string;
  session: Pick<SessionHandle, 'drop' | 'silence' | 'restart'>;
  clock: Pick<Clock, 'now'>;
  onChange: () => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/** Opens a WebSocket and writes down everything that it says. */
export function openPageRun(options: PageRunOptions): PageRun {
  const { url, session, clock, onChange, createSocket = (address) => new WebSocket(address) } = options;
  const beganAt = clock.now();
  const socket = createSocket(url);
  let state: PageRunState = { lines: [], readyState: socket.readyState, bufferedAmount: 0 };
  let count = 0;
  let isClosed = false;

  function note(kind: PageLine['kind'], text: string): void {
    if (isClosed) return;
    const { readyState, bufferedAmount } = socket;
    const line: PageLine = { number: ++count, afterMs: clock.now() - beganAt, kind, text, readyState };
    state = { lines: [...state.lines, line].slice(-MAX_LINES), readyState, bufferedAmount };
    onChange();
  }

  function threw(error: unknown): void {
    note('threw', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }

  const say = (text: string): void => note('did', text);
  say('new WebSocket(…)');
  socket.onopen = () => note('event', 'open');
  socket.onmessage = ({ data }: MessageEvent<unknown>) => note('event', `message: ${shortened(data)}`);
  socket.onerror = () => note('event', 'error (it says nothing more)');
  socket.onclose = ({ code, reason, wasClean }: CloseEvent) =>
    note('event', `close: code ${code}, reason ${JSON.stringify(reason)}, wasClean ${wasClean}`);

  return {
    state: () => state,
    end(ending) {
      try {
        void Promise.resolve(ending.act({ socket, session, say })).catch(threw);
      } catch (error) {
        threw(error);
      }
      this.look();
    },
    send(text, times = 1) {
      try {
        for (let sent = 0; sent < times; sent++) socket.send(text);
        const many = times === 1 ? '' : `${times} times `;
        say(`${many}send(${text.length} bytes), bufferedAmount ${socket.bufferedAmount}`);
      } catch (error) {
        threw(error);
      }
    },
    look() {
      const { readyState, bufferedAmount } = socket;
      if (isClosed || (readyState === state.readyState && bufferedAmount === state.bufferedAmount)) return;
      state = { ...state, readyState, bufferedAmount };
      onChange();
    },
    close() {
      isClosed = true;
      socket.close();
    },
  };
}

function shortened(data: unknown): string {
  const text = typeof data === 'string' ? data : 'binary';
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}
