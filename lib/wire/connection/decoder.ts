import type { Direction, TransportId } from '../../protocol/index.ts';
import { type Exchange, exchangeOf, isWebSocketUpgrade } from '../http/exchange.ts';
import type { Head } from '../http/head.ts';
import type { MessageContext } from '../http/message-reader.ts';
import { WIRE_LIMITS, type WireLimits } from '../limits.ts';
import type { Entry, EntryDraft } from '../span.ts';
import { type Agreement, agreedDeflate } from './agreement.ts';
import { Lane } from './lane.ts';

/** How a {@link ConnectionDecoder} is set up. */
export interface ConnectionDecoderOptions {
  /** Called with every entry once it is complete, or once it is known that its rest will not come. */
  readonly onEntry: (entry: Entry) => void;
  /** What the connection is for. It helps where the capture has lost the beginning. */
  readonly transport?: TransportId;
  /** @default WIRE_LIMITS */
  readonly limits?: Partial<WireLimits>;
}

/** Makes entries of the bytes of one TCP connection of the lab. It never throws, whatever the bytes are. */
export interface ConnectionDecoder {
  /**
   * More bytes that went in a direction. They are copied. How they are cut makes no difference, except after a gap.
   *
   * @param at When they went, on the server's clock in ms.
   */
  push(direction: Direction, bytes: Uint8Array, at: number): void;
  /** `length` bytes that went in a direction are not known. Decoding goes on where something begins plausibly. */
  gap(direction: Direction, length: number, at: number): void;
  /** Nothing more goes in a direction. What is pending in it becomes entries. May be called twice. */
  end(direction: Direction, at: number): void;
  /**
   * What has arrived and waits for the rest, as entries that are not complete. With these, the spans of all entries add
   * up to the bytes that were pushed, at every moment.
   */
  pending(): readonly Entry[];
}

/**
 * Makes a decoder of one connection. Requests and answers are paired in their order, also with pipelining; after a gap
 * the pairing begins again with the request that came last.
 */
export function createConnectionDecoder(options: ConnectionDecoderOptions): ConnectionDecoder {
  const { onEntry, transport } = options;
  const limits: WireLimits = { ...WIRE_LIMITS, ...options.limits };
  /** The requests that no answer has come to. */
  let waiting: Exchange[] = [];
  let isUncertain = false;
  let index = 0;

  const lanes: Record<Direction, Lane> = { up: lane('up', onRequest), down: lane('down', onAnswer) };

  function lane(direction: Direction, onHead: (head: Head) => MessageContext): Lane {
    const emit = (draft: EntryDraft): void => onEntry({ ...draft, index: index++, direction });
    return new Lane({ direction, limits, emit, onHead, ...(transport && { transport }) });
  }

  function onRequest(head: Head): MessageContext {
    const exchange = exchangeOf(head);
    waiting.push(exchange);
    if (exchange.wantsWebSocket) lanes.up.forgetVerdict();
    return { exchange, isLast: exchange.wantsWebSocket };
  }

  function onAnswer(head: Head): MessageContext {
    const status = head.line?.kind === 'response' ? head.line.status : 0;
    if (isUncertain) waiting = waiting.slice(-1);
    isUncertain = false;
    const [exchange] = waiting;
    const isInterim = status < 200 && status !== 101;
    if (!isInterim) waiting.shift();
    const context = exchange ? { exchange } : {};
    if (status === 101) {
      const agreement = agreementOf(head, exchange);
      lanes.down.settle(agreement);
      lanes.up.settle(agreement);
      return { ...context, isLast: true };
    }
    if (!isInterim && exchange?.wantsWebSocket) lanes.up.settle('refused');
    return { ...context, isLast: false };
  }

  function agreementOf({ fields }: Head, exchange: Exchange | undefined): Agreement {
    if (!isWebSocketUpgrade(fields)) return { protocol: 'unknown' };
    const deflate = agreedDeflate(fields);
    const isEngineIo = exchange?.isEngineIo ?? transport === 'socket-io';
    return { protocol: 'websocket', isEngineIo, ...(deflate && { deflate }) };
  }

  return {
    push: (direction, bytes, at) => lanes[direction].push(bytes, at),
    gap(direction, length, at) {
      isUncertain = true;
      lanes[direction].gap(length, at);
    },
    end: (direction) => lanes[direction].end(),
    pending: () =>
      (['up', 'down'] as const).flatMap((direction) => {
        const draft = lanes[direction].pending();
        return draft ? [{ ...draft, index, direction }] : [];
      }),
  };
}

/** The signature of {@link createConnectionDecoder}. */
export type CreateConnectionDecoder = typeof createConnectionDecoder;
