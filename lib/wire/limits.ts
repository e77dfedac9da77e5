/** How much the decoders take in before they stop to look inside. What is larger is still counted, byte for byte. */
export interface WireLimits {
  /** The start line and the fields of an HTTP message. A longer one is undecodable. @default 65,536 */
  readonly headBytes: number;
  /**
   * A content that inner layers are decoded on: an HTTP body, the `data` of an event, a WebSocket message after it was
   * inflated. A larger one is a span without anything inside. @default 1,048,576
   */
  readonly contentBytes: number;
  /** An entry. What goes on longer is cut into several. @default 4,194,304 */
  readonly entryBytes: number;
}

/** What holds where nothing else is said. */
export const WIRE_LIMITS: WireLimits = { headBytes: 65_536, contentBytes: 1_048_576, entryBytes: 4_194_304 };
