import { format } from 'vitest/internal/browser';

/** How much of what an answer prints is kept. */
export const PRINTED_LIMIT_BYTES = 64 * 1024;

/** How much is gathered before it is passed on; the first lines go at once, lest a loop without end swallow them. */
const CHUNK_LENGTH = 1024;
const AT_ONCE = 50;

/** What an answer prints, on its way to the page. */
export interface Printed {
  /** Passes on what is gathered. */
  flush(): void;
}

/** Takes over the console. Nothing that an answer prints reaches the console of the page. */
export function capturePrinted(send: (text: string) => void): Printed {
  const encoder = new TextEncoder();
  const encode = encoder.encodeInto.bind(encoder);
  const scratch = new Uint8Array(PRINTED_LIMIT_BYTES);
  let room = PRINTED_LIMIT_BYTES;
  let calls = 0;
  let gathered = '';

  const flush = (): void => {
    if (gathered === '') return;
    send(gathered);
    gathered = '';
  };
  const print = (...args: unknown[]): void => {
    if (room <= 0) return;
    let line: string;
    try {
      line = `${format(...args.map(shorten))}\n`;
    } catch (error) {
      line = `(what was printed cannot be shown: ${String(error)})\n`;
    }
    const { read, written } = encode(line.slice(0, PRINTED_LIMIT_BYTES), scratch.subarray(0, room));
    room = read < line.length ? 0 : room - written;
    gathered += line.slice(0, read);
    calls += 1;
    if (calls <= AT_ONCE || gathered.length >= CHUNK_LENGTH || room <= 0) flush();
  };

  for (const method of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const) {
    console[method] = print;
  }
  console.assert = (condition?: unknown, ...args: unknown[]) => {
    if (!condition) print('Assertion failed:', ...args);
  };
  return { flush };
}

/** A text of megabytes need not be formatted as a whole to be cut. */
function shorten(value: unknown): unknown {
  return typeof value === 'string' && value.length > PRINTED_LIMIT_BYTES ? value.slice(0, PRINTED_LIMIT_BYTES) : value;
}
