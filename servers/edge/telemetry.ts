import type { ServerResponse } from 'node:http';
import { describe, ProtocolError, readDigits, type WireBytes } from '../../lib/protocol/index.ts';
import type { Exchange } from '../http/exchange.ts';
import { HIGH_WATER_BYTES } from '../pump.ts';
import type { CaptureRecord } from './capture.ts';
import type { Session } from './session.ts';

/** About how much is put into one write, in bytes of the capture. */
const PIECE_BYTES = 64 * 1024;

/**
 * Opens the telemetry of a session: a stream that says four times a second what has gone through the edges, and with
 * `wire=1` also every record of the capture, from the one after `Last-Event-ID` or `after`, or from the oldest. An id
 * that the session has not given yet is of another, and counts for nothing.
 *
 * @see HTML standard, section 9.2 (server-sent events)
 * @throws {ProtocolError} `bad-request`
 */
export function openTelemetry(exchange: Exchange, session: Session): void {
  const { request, response } = exchange;
  const after = readAfter(exchange);
  const isWire = readWire(exchange);
  exchange.head(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // A proxy that compresses or collects this response would hold events back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  if (request.method === 'HEAD') response.end();
  else {
    const from = after > session.capture.newest ? 0 : after;
    new TelemetryStream(session, response).begin(exchange.context.timing.telemetryMs, isWire ? from : undefined);
  }
}

/**
 * One reader. It is written to while its socket takes it: who is slow gets fewer messages, and of the capture what is
 * still there when there is room again. The `offset` of wire events shows what was passed over.
 */
class TelemetryStream {
  readonly #session: Session;
  readonly #response: ServerResponse;
  /** The id of the last record that was written; nothing where records are not wanted. */
  #after: number | undefined;
  #scheduled: NodeJS.Immediate | undefined;

  constructor(session: Session, response: ServerResponse) {
    this.#session = session;
    this.#response = response;
  }

  begin(everyMs: number, after: number | undefined): void {
    const response = this.#response;
    this.#after = after;
    const leave = this.#session.join(() => response.end());
    const unlisten = after === undefined ? undefined : this.#session.capture.onAppend(() => this.#schedule());
    const timer = setInterval(() => this.#tell(), everyMs);
    response.on('drain', () => this.#schedule());
    response.on('close', () => {
      leave();
      unlisten?.();
      clearInterval(timer);
      clearImmediate(this.#scheduled);
    });
    response.write('retry: 1000\n');
    this.#tell();
    this.#flush();
  }

  #hasRoom(): boolean {
    return !this.#response.writableEnded && this.#response.writableLength < HIGH_WATER_BYTES;
  }

  #tell(): void {
    if (this.#hasRoom()) this.#response.write(`data: ${JSON.stringify(this.#session.telemetry())}\n\n`);
  }

  /** What a turn of the event loop brings is written together. */
  #schedule(): void {
    if (this.#after !== undefined) this.#scheduled ??= setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = undefined;
    while (this.#after !== undefined && this.#hasRoom()) {
      const piece = this.#nextPiece(this.#after);
      if (piece === undefined) return;
      this.#after = piece.last;
      this.#response.write(piece.text);
    }
  }

  /** The events of some records after one, or nothing where there are none. */
  #nextPiece(after: number): { text: string; last: number } | undefined {
    let text = '';
    let last = after;
    while (text.length < PIECE_BYTES) {
      const record = this.#session.capture.after(last);
      if (record === undefined) break;
      text += encodeRecord(record);
      last = record.id;
    }
    return last === after ? undefined : { text, last };
  }
}

// #region records
/** What a record is to its readers: an event whose `id` is the record's, to come back with. */
function encodeRecord({ id, ...record }: CaptureRecord): string {
  if (!('bytes' in record)) return `event: connection\nid: ${id}\ndata: ${JSON.stringify(record)}\n\n`;
  const wire: WireBytes = { ...record, bytes: Buffer.from(record.bytes).toString('base64') };
  return `event: wire\nid: ${id}\ndata: ${JSON.stringify(wire)}\n\n`;
}
// #endregion records

/** The id to go on after: `Last-Event-ID` is what a browser sends by itself, so it wins. 0 is before the oldest. */
function readAfter(exchange: Exchange): number {
  const lastId = exchange.request.headers['last-event-id'];
  if (typeof lastId === 'string') return readDigits(lastId, 'Last-Event-ID');
  const after = exchange.param('after');
  return after === undefined ? 0 : readDigits(after, 'after');
}

function readWire(exchange: Exchange): boolean {
  const wire = exchange.param('wire');
  if (wire === undefined || wire === '0' || wire === '1') return wire === '1';
  throw new ProtocolError('bad-request', `Expected \`wire\` to be 0 or 1, got ${describe(wire)}`);
}
