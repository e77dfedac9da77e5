// Mistake: Only the callback that has to be given is checked, the optional one is not.
// Caught by: A wrong option is refused > a callback that is not a function is a TypeError
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

/**
 * Makes a parser for `text/event-stream`.
 *
 * @throws TypeError where `onEvent` is no function
 * @see HTML Standard, section 9.2.6, "Interpreting an event stream"
 */
export function createSseParser(options: SseParserOptions): SseParser {
  return new EventStreamParser(options);
}

class EventStreamParser implements SseParser {
  readonly #onEvent: SseParserOptions['onEvent'];
  readonly #onRetry: SseParserOptions['onRetry'];

  #decoder = newDecoder();
  #atStart = true;
  #afterCr = false;
  #line = '';
  #data: string[] = [];
  #type = '';
  #pendingId = '';
  #lastEventId = '';

  constructor({ onEvent, onRetry }: SseParserOptions) {
    if (typeof onEvent !== 'function') throw notAFunction('onEvent', onEvent);
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  push(chunk: Uint8Array | string): void {
    let text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    if (text === '') return;
    if (this.#atStart) {
      this.#atStart = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    this.#splitLines(text);
  }

  reset(): void {
    this.#decoder = newDecoder();
    this.#atStart = true;
    this.#afterCr = false;
    this.#line = '';
    this.#data = [];
    this.#type = '';
    this.#pendingId = this.#lastEventId;
  }

  #splitLines(text: string): void {
    let start = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index];
      if (character === '\n' && this.#afterCr) {
        start = index + 1;
      } else if (character === '\n' || character === '\r') {
        const line = this.#line + text.slice(start, index);
        this.#line = '';
        start = index + 1;
        this.#afterCr = character === '\r';
        this.#readLine(line);
        continue;
      }
      this.#afterCr = false;
    }
    this.#line += text.slice(start);
  }

  #readLine(line: string): void {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    this.#readField(name, value);
  }

  #readField(name: string, value: string): void {
    switch (name) {
      case 'data':
        this.#data.push(value);
        break;
      case 'event':
        this.#type = value;
        break;
      case 'id':
        if (!value.includes('\0')) this.#pendingId = value;
        break;
      case 'retry':
        if (/^[0-9]+$/.test(value)) this.#onRetry?.(Number(value));
        break;
      default: // "Otherwise: The field is ignored."
    }
  }

  #dispatch(): void {
    const data = this.#data;
    const type = this.#type;
    this.#lastEventId = this.#pendingId;
    this.#data = [];
    this.#type = '';
    if (data.length === 0) return;
    this.#onEvent({ type: type === '' ? 'message' : type, data: data.join('\n'), lastEventId: this.#lastEventId });
  }
}

/**
 * With `ignoreBOM` the decoder hands the BOM on. Otherwise it would drop one, and `push` another. Not fatal: a broken
 * sequence becomes U+FFFD and the stream goes on.
 */
function newDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { ignoreBOM: true });
}

function notAFunction(name: string, value: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
}
