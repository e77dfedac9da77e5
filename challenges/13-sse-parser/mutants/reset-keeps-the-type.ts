// Mistake: reset() keeps the type of the event that was never finished.
// Caught by: reset drops everything but the last event id > an unfinished event is never reported
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
 * @throws TypeError where a callback is no function
 * @see HTML Standard, section 9.2.6, "Interpreting an event stream"
 */
export function createSseParser(options: SseParserOptions): SseParser {
  return new EventStreamParser(options);
}

class EventStreamParser implements SseParser {
  readonly #onEvent: SseParserOptions['onEvent'];
  readonly #onRetry: SseParserOptions['onRetry'];

  // The layers, from the wire up. Each keeps what is unfinished at the end of a chunk, and nothing more.
  #decoder = newDecoder();
  #atStart = true;
  #afterCr = false;
  #line = '';
  #data: string[] = [];
  #type = '';
  // Two ids: the one that the lines have set so far, and the one of the last event that was complete. An event that is cut
  // off was never received, so its id must not be remembered either, or a resumed stream would skip it.
  #pendingId = '';
  #lastEventId = '';

  constructor({ onEvent, onRetry }: SseParserOptions) {
    if (typeof onEvent !== 'function') throw notAFunction('onEvent', onEvent);
    if (onRetry !== undefined && typeof onRetry !== 'function') throw notAFunction('onRetry', onRetry);
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  push(chunk: Uint8Array | string): void {
    let text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    // An empty text is no start: the BOM's three bytes may come one by one, and the decoder holds them back.
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
    this.#pendingId = this.#lastEventId;
  }

  #splitLines(text: string): void {
    let start = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index];
      if (character === '\n' && this.#afterCr) {
        // The second half of a CRLF. Its line has ended with the CR, which may have been in another chunk: waiting for
        // this LF would hold an event back until the server sends the next one.
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
    // A line that begins with a colon is a comment. Its field name would be empty, and no field has that name.
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
        // `[0-9]`, and not `Number(value)`, for which '', ' 5', '1e3' and '0x10' are numbers too.
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
    // The standard appends a LF after each line of data, so its buffer is empty only where there was no `data` line at all.
    // A list says the same without a LF to cut off again: one empty line is a list of length 1.
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
