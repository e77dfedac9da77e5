/** An event as a page would see it. */
export interface SseEvent {
  /** What the `event` field said, else `message`. */
  type: string;
  /** The lines of data, joined by LF. */
  data: string;
  /** The last id that the stream gave, in this event or before it; empty where there was none. */
  lastEventId: string;
}

/** Options of {@link createSseParser}. */
export interface SseParserOptions {
  /** Gets each event, while `push` runs. */
  onEvent: (event: SseEvent) => void;
  /** Gets each reconnection time that the stream asks for, in milliseconds. */
  onRetry?: (ms: number) => void;
}

/** What {@link createSseParser} returns. */
export interface SseParser {
  /** Takes the next piece of the stream, wherever it was cut. */
  push(chunk: Uint8Array | string): void;
  /** Prepares for a new stream; of the old one, only the last event id stays. */
  reset(): void;
}

/** Makes a parser for `text/event-stream`. */
export function createSseParser(options: SseParserOptions): SseParser {
  void options;
  return {
    push(chunk) {
      void chunk;
    },
    reset() {},
  };
}
