/** Turns keystrokes into a few messages. */
export interface TypingNotifier {
  /** A key was pressed. */
  keystroke(): void;
  /** Typing has ended: the message was sent, or the field is empty. */
  stop(): void;
  /** Ends everything without another word. */
  dispose(): void;
}

/** Options of {@link createTypingNotifier}. */
export interface TypingNotifierOptions {
  /** After how long a silence `false` is sent. @default 2000 */
  idleMs?: number;
  /** How long it takes at least until `true` is sent again. @default 3000 */
  repeatMs?: number;
}

/** Makes the sending end of a typing indicator. */
export function createTypingNotifier(
  send: (isTyping: boolean) => void,
  options: TypingNotifierOptions = {},
): TypingNotifier {
  void send;
  void options;
  return { keystroke() {}, stop() {}, dispose() {} };
}

/** Options of a {@link TypingRoster}. */
export interface TypingRosterOptions {
  /** How long a user counts as typing after the last `true`. @default 5000 */
  expireMs?: number;
  /** The time in milliseconds. @default the platform's clock */
  now?: () => number;
}

/** The receiving end: who is typing, as a line of text. */
export class TypingRoster {
  constructor(options: TypingRosterOptions = {}) {
    void options;
  }

  /** Who is typing now; empty when nobody is. */
  get text(): string {
    return '';
  }

  /** Takes a message: this user is typing, or no longer. */
  set(userId: string, name: string, isTyping: boolean): void {
    void userId;
    void name;
    void isTyping;
  }

  /** Calls `fn` with the text whenever it has changed; returns the function that ends that. */
  subscribe(fn: (text: string) => void): () => void {
    void fn;
    return () => {};
  }

  /** Ends everything. */
  dispose(): void {}
}
