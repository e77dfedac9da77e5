/** One message of an event stream. */
export interface StreamMessage {
  /** The `event` field; `message` where there is none. */
  event: string;
  /** The `data` fields, joined by line feeds. */
  data: string;
  /** The last `id` field of the stream so far; empty before the first. */
  id: string;
}

/** Takes an event stream in, chunk by chunk. */
export interface EventStreamParser {
  /**
   * Feeds the next text of the stream, cut anywhere.
   *
   * @throws {RangeError} when a message grows beyond {@link MAX_MESSAGE_CHARS}
   */
  feed(text: string): void;
}

/** What a stream is told apart into. */
export interface EventStreamHandlers {
  onMessage: (message: StreamMessage) => void;
  /** A `retry` field: how long to wait before a reconnection, in milliseconds. */
  onRetry?: (ms: number) => void;
}

/** The most characters of one message, its unfinished line included. An event of the lab has some 66 thousand at most. */
export const MAX_MESSAGE_CHARS = 4 * 1024 * 1024;

// #region fields
/**
 * Makes a parser of event streams. It does what the standard says, message for message; decoding the bytes (UTF-8, one
 * byte order mark taken off) is left to `TextDecoder`, and reconnecting to whoever uses it.
 *
 * @see HTML standard, section 9.2.6 "Interpreting an event stream"
 */
export function createEventStreamParser({ onMessage, onRetry }: EventStreamHandlers): EventStreamParser {
  let event = '';
  let data: string[] = [];
  let dataChars = 0;
  let id = '';

  function onLine(line: string): void {
    if (line === '') return dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return; // A comment: "If the line starts with a U+003A COLON character (:) Ignore the line."
    const field = colon === -1 ? line : line.slice(0, colon);
    // "If value starts with a U+0020 SPACE character, remove it from value." One, not all.
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') {
      data.push(value);
      dataChars += value.length + 1;
    } else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry?.(Number(value));
  }

  function dispatch(): void {
    const message = { event: event || 'message', data: data.join('\n'), id };
    const isEmpty = data.length === 0; // "If the data buffer is an empty string": no `data` field, no message.
    event = '';
    data = [];
    dataChars = 0;
    if (!isEmpty) onMessage(message);
  }

  return { feed: createLineSplitter({ onLine, heldChars: () => dataChars }) };
}
// #endregion fields

// #region lines
/**
 * Cuts a text that comes in pieces into lines, which end with LF, CR or CR LF. Each piece is searched once, however many
 * of them a line takes, so that a long line in small pieces costs no more than a short one.
 */
function createLineSplitter(to: { onLine: (line: string) => void; heldChars: () => number }): (text: string) => void {
  let unfinished: string[] = [];
  let unfinishedChars = 0;
  let isAfterCr = false;

  return (text) => {
    let from = isAfterCr && text.startsWith('\n') ? 1 : 0;
    if (text !== '') isAfterCr = false;
    let nextCr = text.indexOf('\r', from);
    let nextLf = text.indexOf('\n', from);
    while (nextCr !== -1 || nextLf !== -1) {
      const isCr = nextCr !== -1 && (nextLf === -1 || nextCr < nextLf);
      const end = isCr ? nextCr : nextLf;
      const line = unfinished.length === 0 ? text.slice(from, end) : unfinished.join('') + text.slice(from, end);
      unfinished = [];
      unfinishedChars = 0;
      from = isCr && nextLf === end + 1 ? end + 2 : end + 1;
      if (isCr && from === text.length && nextLf === -1) isAfterCr = true;
      to.onLine(line);
      if (nextCr !== -1 && nextCr < from) nextCr = text.indexOf('\r', from);
      if (nextLf !== -1 && nextLf < from) nextLf = text.indexOf('\n', from);
    }
    if (from < text.length) unfinished.push(text.slice(from));
    unfinishedChars += Math.max(0, text.length - from);
    if (unfinishedChars + to.heldChars() > MAX_MESSAGE_CHARS) {
      throw new RangeError(`Expected a message of at most ${MAX_MESSAGE_CHARS} characters`);
    }
  };
}
// #endregion lines
