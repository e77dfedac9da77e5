import type { Direction, TransportId } from '../../protocol/index.ts';
import type { WireLimits } from '../limits.ts';
import type { Entry } from '../span.ts';

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

/** The signature of `createConnectionDecoder`. */
export type CreateConnectionDecoder = (options: ConnectionDecoderOptions) => ConnectionDecoder;
