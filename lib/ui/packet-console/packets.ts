/** A packet that is ready to be sent. */
export interface ReadyPacket {
  readonly label: string;
  readonly packet: string;
}

/** The sets of packets that a lesson can ask for. */
export type PacketPreset = 'packets' | 'namespaces';

const PUBLISH = 'publish",{"id":"<id>","topic":"lesson","type":"note","data":"hi"}]';

/** `<id>` stands for an id that is made afresh each time: a repeat of one has no effect. */
export const PACKETS: Readonly<Record<PacketPreset, readonly ReadyPacket[]>> = {
  packets: [
    { label: 'Join', packet: '40' },
    { label: 'Subscribe, ack 0', packet: '420["subscribe",{"topic":"lesson"}]' },
    { label: 'Publish, ack 1', packet: `421["${PUBLISH}` },
    { label: 'Publish, no ack', packet: `42["${PUBLISH}` },
    { label: 'An unknown event', packet: '422["join","room-1"]' },
    { label: 'A ping', packet: '2' },
    { label: 'hello', packet: 'hello' },
    { label: 'An attachment announced', packet: '451-3["publish",{"_placeholder":true,"num":0}]' },
    { label: 'Leave', packet: '41' },
  ],
  namespaces: [
    { label: 'Join the main one', packet: '40' },
    { label: 'Join /admin', packet: '40/admin,' },
    { label: 'Publish, ack 1', packet: `421["${PUBLISH}` },
    { label: 'Publish in /admin', packet: `42/admin,2["${PUBLISH}` },
    { label: 'Leave the main one', packet: '41' },
  ],
};

/** Fills in what is made afresh. */
export function filledIn(packet: string, id: string): string {
  return packet.replace('<id>', id);
}

/** What a packet of a Socket.IO event or acknowledgement is about, as far as round trips go. */
export interface AckMark {
  readonly kind: 'asks' | 'answers';
  /** The namespace and the number: `/ 1`. */
  readonly key: string;
}

/**
 * Tells whether a packet asks for an acknowledgement, or is one.
 *
 * @see the Socket.IO protocol, revision 5, "Packet encoding"
 */
export function ackMarkOf(packet: string): AckMark | undefined {
  const match = /^4([2356])(?:\d+-)?(?:(\/[^,]*),)?(\d+)(?=\[)/.exec(packet);
  if (match === null) return undefined;
  const [, type, namespace = '/', number = ''] = match;
  return { kind: type === '2' || type === '5' ? 'asks' : 'answers', key: `${namespace} ${number}` };
}
