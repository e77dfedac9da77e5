/** A line of what the page did and was told. */
export interface GateLine {
  /** 1, 2, 3 … */
  readonly number: number;
  /** Milliseconds since the attempt began. */
  readonly afterMs: number;
  readonly kind: 'did' | 'event' | 'threw';
  readonly text: string;
}

/** What is known of an attempt. A new object with every change. */
export interface GateState {
  readonly phase: 'starting' | 'connecting' | 'open' | 'ended';
  readonly lines: readonly GateLine[];
  /** What was sent as credentials, where a script has it. */
  readonly credential?: string;
  /** When it expires, on the page's clock. */
  readonly expiresAt?: number;
}

/** How many lines are kept; the oldest go. */
const MAX_LINES = 100;

/** The log of an attempt. */
export interface GateLog {
  state(): GateState;
  say(kind: GateLine['kind'], text: string): void;
  become(change: Partial<Omit<GateState, 'lines'>>): void;
  /** Says nothing more to anybody. */
  end(): void;
}

/** Begins the log of an attempt. */
export function createGateLog(now: () => number, onChange: (state: GateState) => void): GateLog {
  const beganAt = now();
  let state: GateState = { phase: 'starting', lines: [] };
  let count = 0;
  let isOver = false;

  function become(change: Partial<GateState>): void {
    if (isOver) return;
    state = { ...state, ...change };
    onChange(state);
  }

  return {
    state: () => state,
    become,
    say(kind, text) {
      const line = { number: ++count, afterMs: now() - beganAt, kind, text };
      become({ lines: [...state.lines, line].slice(-MAX_LINES) });
    },
    end() {
      isOver = true;
    },
  };
}

/** What the script was told last of the end, or of a refusal. */
export function toldOf({ lines }: GateState): string | undefined {
  const told = lines.findLast(({ text }) => /^(?:close: code|error, and|status |packet: 44)/.test(text))?.text;
  return told?.replace(/^close: /, '').replace(/, wasClean \w+$/, '');
}
