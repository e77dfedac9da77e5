import { asIpv6 } from './address.ts';

/** One end of a connection. */
export interface Peer {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array;
  readonly port: number;
}

/** What a TCP segment says. */
export interface Segment {
  readonly from: Peer;
  readonly to: Peer;
  /** Modulo 2³². */
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
}

/** The flags of TCP. @see RFC 9293 section 3.1 */
export const FLAGS = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

const ETHERNET_BYTES = 14;
const TCP_BYTES = 20;
const TCP = 6;

/** The most data of one segment: an IPv4 packet has 65,535 bytes at most, 40 of them headers. */
export const MAX_SEGMENT_BYTES = 65_495;

/** A segment in its IP packet in its Ethernet frame, with the checksums that it would have. */
export function encodePacket(segment: Segment): Uint8Array {
  const isIpv4 = segment.from.address.length === 4 && segment.to.address.length === 4;
  const ipBytes = isIpv4 ? 20 : 40;
  const from = isIpv4 ? segment.from.address : asIpv6(segment.from.address);
  const to = isIpv4 ? segment.to.address : asIpv6(segment.to.address);
  const tcpLength = TCP_BYTES + segment.bytes.length;
  const packet = new Uint8Array(ETHERNET_BYTES + ipBytes + tcpLength);
  const view = new DataView(packet.buffer);
  // Locally administered addresses: there was no Ethernet.
  packet.set([0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1]);
  view.setUint16(12, isIpv4 ? 0x0800 : 0x86dd);

  const ip = ETHERNET_BYTES;
  if (isIpv4) {
    view.setUint16(ip, 0x4500);
    view.setUint16(ip + 2, ipBytes + tcpLength);
    view.setUint16(ip + 6, 0x4000);
    view.setUint16(ip + 8, (64 << 8) | TCP);
    packet.set(from, ip + 12);
    packet.set(to, ip + 16);
    view.setUint16(ip + 10, checksum(packet.subarray(ip, ip + ipBytes)));
  } else {
    view.setUint32(ip, 0x6000_0000);
    view.setUint16(ip + 4, tcpLength);
    view.setUint16(ip + 6, (TCP << 8) | 64);
    packet.set(from, ip + 8);
    packet.set(to, ip + 24);
  }

  const tcp = ip + ipBytes;
  view.setUint16(tcp, segment.from.port);
  view.setUint16(tcp + 2, segment.to.port);
  view.setUint32(tcp + 4, segment.sequence);
  view.setUint32(tcp + 8, segment.acknowledgement);
  view.setUint16(tcp + 12, ((TCP_BYTES / 4) << 12) | segment.flags);
  view.setUint16(tcp + 14, 65_535);
  packet.set(segment.bytes, tcp + TCP_BYTES);
  const pseudo = new Uint8Array(from.length * 2 + 8);
  pseudo.set(from);
  pseudo.set(to, from.length);
  new DataView(pseudo.buffer).setUint32(from.length * 2, tcpLength);
  pseudo[pseudo.length - 1] = TCP;
  // For IPv4 the length has 2 bytes and stands after the protocol; a sum of 16-bit words does not mind.
  view.setUint16(tcp + 16, checksum(packet.subarray(tcp), sum(pseudo)));
  return packet;
}

/** The Internet checksum. @see RFC 1071 */
function checksum(bytes: Uint8Array, begin = 0): number {
  let total = sum(bytes, begin);
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x1_0000);
  return ~total & 0xffff;
}

function sum(bytes: Uint8Array, begin = 0): number {
  let total = begin;
  for (let at = 0; at < bytes.length; at += 2) total += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return total;
}
