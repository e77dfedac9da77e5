import type { Clock } from '../../measure/clock.ts';
import type { SessionInfo, TransportId } from '../../protocol/index.ts';
import type { CreateConnectionDecoder, Entry } from '../../wire/index.ts';
import { openRawConnection, type RawConnection, type RawEnd } from '../lab/raw-connection.ts';

/** How many entries a talk keeps unless told otherwise; the oldest go. */
const MAX_ENTRIES = 200;

/** What is known of a talk. A new object with every change. */
export interface TalkState {
  readonly phase: 'opening' | 'open' | 'ended';
  /** How it ended, where it has. */
  readonly how?: RawEnd;
  /** What went over the connection, in order. */
  readonly entries: readonly Entry[];
  /** What has begun and waits for its rest. */
  readonly pending: readonly Entry[];
  /** Bytes written and received. */
  readonly upBytes: number;
  readonly downBytes: number;
}

/** A raw connection together with the reading of what goes over it. */
export interface Talk {
  state(): TalkState;
  send(bytes: Uint8Array): void;
  /** Sends a FIN. */
  end(): void;
  close(): void;
}

/** What a talk is opened with. */
export interface TalkOptions {
  session: SessionInfo;
  transport: TransportId;
  clock: Pick<Clock, 'now'>;
  createDecoder: CreateConnectionDecoder;
  onChange: () => void;
  /** How many entries are kept. @default 200 */
  maxEntries?: number;
  /** @default openRawConnection */
  connect?: typeof openRawConnection;
}

/** Opens a raw connection, and reads both of its directions into entries. */
export function openTalk(options: TalkOptions): Talk {
  const { session, transport, clock, createDecoder, onChange } = options;
  const { maxEntries = MAX_ENTRIES, connect = openRawConnection } = options;
  let state: TalkState = { phase: 'opening', entries: [], pending: [], upBytes: 0, downBytes: 0 };
  let entries: readonly Entry[] = [];
  const decoder = createDecoder({
    transport,
    onEntry(entry) {
      entries = [...entries, entry].slice(-maxEntries);
    },
  });

  function become(change: Partial<TalkState>): void {
    state = { ...state, ...change, entries, pending: decoder.pending() };
    onChange();
  }

  const connection: RawConnection = connect({
    session,
    transport,
    onConnected: () => become({ phase: 'open' }),
    onBytes(bytes) {
      decoder.push('down', bytes, clock.now());
      become({ downBytes: state.downBytes + bytes.length });
    },
    onEnd(how) {
      decoder.end('down', clock.now());
      if (how !== 'fin') decoder.end('up', clock.now());
      become({ phase: 'ended', how });
    },
  });

  return {
    state: () => state,
    send(bytes) {
      if (state.phase === 'ended') return;
      connection.send(bytes);
      decoder.push('up', bytes, clock.now());
      become({ upBytes: state.upBytes + bytes.length });
    },
    end() {
      connection.end();
    },
    close() {
      connection.close();
    },
  };
}

/** What an end means to a reader. */
export const END_TEXTS: Readonly<Record<RawEnd, string>> = {
  fin: 'the server has ended the connection (FIN)',
  rst: 'the connection was reset (RST)',
  refused: 'the edge accepted no connection',
  lost: 'the way to the edge broke, or ten raw connections stand already',
};
