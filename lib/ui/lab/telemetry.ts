import type { Clock } from '../../measure/clock.ts';
import {
  decodeBase64,
  decodeTelemetry,
  decodeWire,
  decodeWireConnection,
  isPosition,
  type SessionInfo,
  type Telemetry,
  type WireBytes,
  type WireConnection,
} from '../../protocol/index.ts';
import { createBackoff } from '../../transports/backoff.ts';
import { report } from '../../transports/report.ts';
import { watchSilence } from '../../transports/silence.ts';
import { createEventStreamParser, type StreamMessage } from '../../transports/sse/index.ts';

/**
 * One record of a session's capture. Ids grow, and no listener gets one twice. `session` comes first, and again when
 * another session took the place of one that was gone: connections and offsets count anew from there.
 */
export type WireRecord =
  | { kind: 'session'; session: SessionInfo }
  | ({ kind: 'bytes'; id: number; bytes: Uint8Array } & Omit<WireBytes, 'bytes'>)
  | ({ kind: 'connection'; id: number } & WireConnection);

/** A place in the capture of one session. */
export interface WirePosition {
  /** The id of the session. */
  session: string;
  /** The id of the record. */
  id: number;
}

/** Reads what a session tells of itself. */
export interface TelemetryReader {
  /** Reads this session from now on; `undefined` rests. */
  follow(session: SessionInfo | undefined): void;
  /** Tries again at once, if it waits for the next try. */
  wake(): void;
  /** Calls back four times a second. @returns its undo */
  onTelemetry(listener: (telemetry: Telemetry) => void): () => void;
  /**
   * Calls back for every record, beginning with what the capture still holds. Bytes are only asked for while somebody
   * listens.
   *
   * @param after - the last record that the listener knows; where it is of the present session, the next one comes first
   * @returns its undo
   */
  onWire(listener: (record: WireRecord) => void, after?: WirePosition): () => void;
  /** Ends it; may be called twice. */
  close(): void;
}

/** What a reader is made with. */
export interface TelemetryReaderOptions {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** The lab does not know the session any more. */
  onGone: () => void;
  /** The stream broke off, or could not be had; the next try is at `retryAt`. */
  onLost: (retryAt: number) => void;
  /** The stream is there (again). */
  onFound: () => void;
}

/** After how long without a byte a stream is lost: telemetry comes four times a second. */
const SILENCE_MS = 10_000;

/** Makes a reader that rests. */
export function createTelemetryReader(options: TelemetryReaderOptions): TelemetryReader {
  const { fetch, clock, random } = options;
  const listeners = new Set<(telemetry: Telemetry) => void>();
  /** Each with the id of the last record that it was given. */
  const wireListeners = new Map<(record: WireRecord) => void, number>();
  let session: SessionInfo | undefined;
  /** Aborted to end the present stream, or the wait for the next. */
  let turn = new AbortController();
  let isWaiting = false;
  const backoff = createBackoff(random);

  /** Ends what is under way and begins anew with whoever listens now. */
  function begin(): void {
    turn.abort();
    turn = new AbortController();
    isWaiting = false;
    if (session !== undefined) void run(session, turn.signal);
  }

  async function run(followed: SessionInfo, signal: AbortSignal): Promise<void> {
    const ending = await readOnce(followed, signal).catch(() => 'lost' as const);
    if (signal.aborted) return;
    if (ending === 'gone') return options.onGone();
    const delayMs = backoff.next();
    isWaiting = true;
    const timer = clock.setTimeout(begin, delayMs);
    signal.addEventListener('abort', () => clock.clearTimeout(timer), { once: true });
    options.onLost(clock.now() + delayMs);
  }

  async function readOnce({ control, id }: SessionInfo, signal: AbortSignal): Promise<'gone' | 'lost'> {
    const abort = new AbortController();
    const onAbort = (): void => abort.abort();
    const silence = watchSilence(clock, SILENCE_MS, onAbort);
    signal.addEventListener('abort', onAbort);
    try {
      const after = Math.min(...wireListeners.values());
      const query = wireListeners.size > 0 ? '?wire=1' : '';
      const response = await fetch(`${control}/sessions/${id}/telemetry${query}`, {
        cache: 'no-store',
        signal: abort.signal,
        // 0 is before the first record: what the capture holds is asked for by not asking.
        ...(Number.isFinite(after) && after > 0 ? { headers: { 'Last-Event-ID': String(after) } } : {}),
      });
      if (response.status === 404) return 'gone';
      if (!response.ok || response.body === null) return 'lost';
      options.onFound();
      const parser = createEventStreamParser({ onMessage: (message) => (signal.aborted ? undefined : take(message)) });
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'lost';
        silence.heard();
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } finally {
      silence.stop();
      signal.removeEventListener('abort', onAbort);
      abort.abort();
    }
  }

  /** @throws {ProtocolError} when it is not what the protocol says: the stream is then given up */
  function take({ event, data, id: text }: StreamMessage): void {
    if (event === 'message') {
      const telemetry = decodeTelemetry(JSON.parse(data));
      backoff.reset();
      for (const listener of listeners) tell(listener, telemetry);
    } else if (event === 'wire' || event === 'connection') {
      const id = Number(text);
      if (text === '' || !isPosition(id)) throw new RangeError(`Expected the id of a record, got ${text.slice(0, 20)}`);
      const value: unknown = JSON.parse(data);
      let record: WireRecord | undefined;
      for (const [listener, seen] of wireListeners) {
        if (id <= seen) continue;
        record ??= recordOf(event, { id, value });
        wireListeners.set(listener, id);
        tell(listener, record);
      }
    }
  }

  return {
    follow(next) {
      if (next?.id === session?.id && next?.control === session?.control) return;
      session = next;
      if (next !== undefined) {
        for (const listener of wireListeners.keys()) {
          wireListeners.set(listener, 0);
          tell(listener, { kind: 'session', session: next });
        }
      }
      begin();
    },
    wake() {
      if (isWaiting) begin();
    },
    onTelemetry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onWire(listener, after) {
      const known = after !== undefined && after.session === session?.id;
      wireListeners.set(listener, known ? after.id : 0);
      if (session !== undefined && !known) tell(listener, { kind: 'session', session });
      // From the beginning for the new one; the others do not get again what they have.
      begin();
      return () => {
        if (wireListeners.delete(listener) && wireListeners.size === 0) begin();
      };
    },
    close() {
      session = undefined;
      turn.abort();
      listeners.clear();
      wireListeners.clear();
    },
  };
}

function recordOf(event: 'wire' | 'connection', { id, value }: { id: number; value: unknown }): WireRecord {
  if (event === 'connection') return { kind: 'connection', id, ...decodeWireConnection(value) };
  const wire = decodeWire(value);
  return { kind: 'bytes', id, ...wire, bytes: decodeBase64(wire.bytes) };
}

function tell<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    report(error);
  }
}
