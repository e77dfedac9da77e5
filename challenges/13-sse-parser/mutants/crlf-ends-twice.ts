// Mistake: The LF of a CRLF counts as a line end of its own, so each CRLF makes a blank line.
// Caught by: A line ends with LF, CR or CRLF > a CRLF is one line end, not a blank line
export interface SseEvent {
  type: string;
  data: string;
  lastEventId: string;
}

export interface SseParserOptions {
  onEvent: (event: SseEvent) => void;
  onRetry?: (ms: number) => void;
}

export interface SseParser {
  push(chunk: Uint8Array | string): void;
  reset(): void;
}

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
    if (onRetry !== undefined && typeof onRetry !== 'function') throw notAFunction('onRetry', onRetry);
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
      if (character === '\n' && this.#afterCr && start < 0) {
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

function newDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { ignoreBOM: true });
}

function notAFunction(name: string, value: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` to be a function, got \`${String(value)}\` (${typeof value})`);
}
