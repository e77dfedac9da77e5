import { type Telemetry, TRANSPORT_IDS, type Traffic, type TransportId } from '../../protocol/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import { createWireShare, type DecodingState, type WireShare, type WireShareOptions } from './wire-share.ts';

/** What went over the connections of one lane since its numbers began, as its edge counted it. */
export interface WireNumbers {
  /** Bytes of the TCP streams, on the client's side of the edge. */
  up: number;
  down: number;
  /** Connections that were opened since the numbers began. */
  opened: number;
  /** Connections that stand now. */
  open: number;
  /** How much of `up` and `down` was decoded, and what it was. Less than all where the capture has lost some. */
  payload: number;
  overhead: number;
  /** Whether bytes are being decoded now. */
  decoding: DecodingState;
}

/** Counts the bytes of all lanes of a bench. */
export interface WireMeter {
  /** `undefined` before the first telemetry. */
  numbers(transport: TransportId): WireNumbers | undefined;
  /** Whether somebody looks at the numbers: bytes are only decoded then, and counted in any case. */
  setShown(shown: boolean): void;
  /** Begins all numbers anew. */
  clear(): void;
  /** Ends it; may be called twice. */
  close(): void;
}

/** What a meter is made with. */
export interface WireMeterOptions extends Pick<WireShareOptions, 'clock' | 'loadDecoder'> {
  session: Pick<SessionHandle, 'state' | 'onTelemetry' | 'onWire'>;
}

/** Makes a meter of a session. Where one session takes the place of another, what both counted is added up. */
export function createWireMeter({ session, ...rest }: WireMeterOptions): WireMeter {
  const share: WireShare = createWireShare({ session, ...rest });
  /** Of sessions that are gone, since the numbers began. */
  const carried = new Map<TransportId, Traffic>();
  /** Where the present session stood when the numbers began. */
  let start: Telemetry['transports'] | undefined;
  let latest: Telemetry['transports'] | undefined;
  let id: string | undefined;

  const undo = session.onTelemetry(({ transports }) => {
    const state = session.state();
    const own = state.name === 'open' ? state.session.id : id;
    if (id !== undefined && own !== id) {
      for (const transport of TRANSPORT_IDS) carried.set(transport, counted(transport));
      start = undefined;
    }
    id = own;
    latest = transports;
  });

  function counted(transport: TransportId): Traffic {
    const before = carried.get(transport) ?? NOTHING;
    const from = start?.[transport] ?? NOTHING;
    const now = latest?.[transport] ?? NOTHING;
    return {
      up: before.up + now.up - from.up,
      down: before.down + now.down - from.down,
      opened: before.opened + now.opened - from.opened,
      open: now.open,
    };
  }

  return {
    numbers(transport) {
      if (latest === undefined) return undefined;
      const { payload, overhead } = share.of(transport);
      return { ...counted(transport), payload, overhead, decoding: share.state() };
    },
    setShown: share.setShown,
    clear() {
      carried.clear();
      start = latest;
      share.clear();
    },
    close() {
      undo();
      share.close();
    },
  };
}

const NOTHING: Traffic = { up: 0, down: 0, opened: 0, open: 0 };
