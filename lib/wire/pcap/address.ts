/**
 * The bytes of an IP address: 4 or 16. An IPv4 address in the form of an IPv6 one (`::ffff:127.0.0.1`) is an IPv4 one, as
 * it was on the wire. Undefined for anything else.
 */
export function addressBytes(text: string): Uint8Array | undefined {
  const [address = ''] = text.split('%', 1);
  return ipv4Bytes(address) ?? ipv6Bytes(address);
}

/** An address as 16 bytes, for where the other end has 16 as well. @see RFC 4291 section 2.5.5.2 */
export function asIpv6(address: Uint8Array): Uint8Array {
  if (address.length === 16) return address;
  return Uint8Array.of(...Array.from({ length: 10 }, () => 0), 0xff, 0xff, ...address);
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  const isWhole = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isWhole ? Uint8Array.from(parts, Number) : undefined;
}

function ipv6Bytes(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const [head, tail] = halves.map(groupBytes);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const zeros = 16 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? zeros < 2 : zeros !== 0) return undefined;
  const bytes = Uint8Array.of(...head, ...Array.from({ length: zeros }, () => 0), ...(tail ?? []));
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? bytes.slice(12) : bytes;
}

function groupBytes(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const last = index === groups.length - 1 ? ipv4Bytes(group) : undefined;
    if (last) bytes.push(...last);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
