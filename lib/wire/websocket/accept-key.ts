import { sha1 } from './sha1.ts';

/** What a server appends to the key of a client: no other kind of server knows to do so. @see RFC 6455 section 1.3 */
export const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * The `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`: the key as it stands in the header, not decoded, the
 * GUID behind it, their SHA-1 in base64.
 *
 * @see RFC 6455 section 4.2.2
 */
export function acceptKey(key: string): string {
  const digest = sha1(new TextEncoder().encode(key + HANDSHAKE_GUID));
  return btoa(String.fromCharCode(...digest));
}
