import type { LogEntry } from './log/log.ts';
import { encodeTextFrame } from './websocket-frame.ts';

/** Some events as Socket.IO moves them, for both of its ways. */
export class EncodedEvents {
  /** One Socket.IO packet an event: type 2 (EVENT), then the JSON of its name and argument. */
  readonly packets: readonly string[];
  #asFrames: { compress: boolean; wsPreEncodedFrame: Buffer[] } | undefined;

  constructor(entries: readonly LogEntry[]) {
    this.packets = entries.map(({ json }) => `2["event",${json}]`);
  }

  /**
   * All of them as WebSocket frames, one after the other, the way Engine.IO takes what is encoded already. It puts a 4
   * (message) before each packet.
   */
  get asFrames(): object {
    this.#asFrames ??= {
      compress: false,
      wsPreEncodedFrame: [Buffer.concat(this.packets.map((packet) => encodeTextFrame(`4${packet}`)))],
    };
    return this.#asFrames;
  }
}

/** Makes the packets of some events, once for all readers. */
export function encodeEvents(entries: readonly LogEntry[]): EncodedEvents {
  return new EncodedEvents(entries);
}
