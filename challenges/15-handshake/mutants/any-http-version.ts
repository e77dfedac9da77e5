// Mistake: The HTTP version is never looked at.
// Caught by: The method is GET and the HTTP version 1.1 > HTTP/1.0 is 400
/** A request as Node's `http` gives it. */
export interface UpgradeRequest {
  method: string;
  /** Such as `1.1`. */
  httpVersion: string;
  /** Names in any case; a header that came several times may be a list. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What the server takes. */
export interface UpgradeOptions {
  /** Origins that may connect. @default all */
  origins?: readonly string[];
  /** Subprotocols that the server speaks. @default none */
  protocols?: readonly string[];
}

/** Whether the request becomes a WebSocket, or with which status it is refused. */
export type UpgradeResult =
  | { ok: true; key: string; protocol?: string }
  | { ok: false; status: number; reason: string; headers?: Record<string, string> };

/**
 * RFC 6455, section 1.3. It is the same for everybody: it shows that the server speaks WebSocket, and hides nothing.
 */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * Base64 of 16 bytes: 21 letters, one of which only four are possible (two bits are left), and two marks of padding.
 */
const SIXTEEN_BYTES = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

/** The value of `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`. */
export async function acceptKey(key: string): Promise<string> {
  const bytes = new TextEncoder().encode(key.trim() + GUID);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return btoa(String.fromCharCode(...digest));
}

/** Checks the opening handshake of a client. */
export function checkUpgrade(
  { method, headers }: UpgradeRequest,
  { origins, protocols = [] }: UpgradeOptions = {},
): UpgradeResult {
  const read = headerReader(headers);
  if (method !== 'GET') return refuse(400, 'The method must be GET');
  if (!tokens(read('upgrade')).includes('websocket')) return refuse(400, 'Upgrade must name websocket');
  if (!tokens(read('connection')).includes('upgrade')) return refuse(400, 'Connection must name upgrade');
  if (read('sec-websocket-version').trim() !== '13') {
    return { ...refuse(426, 'The version must be 13'), headers: { 'Sec-WebSocket-Version': '13' } };
  }
  const key = read('sec-websocket-key').trim();
  if (!SIXTEEN_BYTES.test(key)) return refuse(400, 'Sec-WebSocket-Key must be 16 bytes in base64');
  const origin = read('origin');
  if (origin !== '' && origins !== undefined && !origins.includes(origin))
    return refuse(403, 'This origin may not connect');
  const protocol = read('sec-websocket-protocol')
    .split(',')
    .map((name) => name.trim())
    .find((name) => protocols.includes(name));
  return protocol === undefined ? { ok: true, key } : { ok: true, key, protocol };
}

function refuse(status: number, reason: string): { ok: false; status: number; reason: string } {
  return { ok: false, status, reason };
}

/**
 * Finds a header whatever the case of its name. Several of one name are one list, which commas divide (RFC 9110 5.3).
 */
function headerReader(headers: UpgradeRequest['headers']): (name: string) => string {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    const before = values.get(lower);
    const text = [value].flat().join(', ');
    values.set(lower, before === undefined ? text : `${before}, ${text}`);
  }
  return (name) => values.get(name) ?? '';
}

/** The items of a list header, in lower case: `keep-alive, Upgrade` has two. */
function tokens(list: string): string[] {
  return list.split(',').map((token) => token.trim().toLowerCase());
}
