import { acceptKey, HANDSHAKE_GUID } from '../../wire/websocket/index.ts';

/** How many bytes a key stands for. @see RFC 6455 section 4.1 */
export const KEY_BYTES = 16;

/** What becomes of a key, step by step. */
export interface KeySteps {
  /** What the key stands for; `undefined` where it is no base64. */
  readonly nonce: Uint8Array | undefined;
  /** What a server hashes. */
  readonly joined: string;
  /** The 20 bytes of the SHA-1. */
  readonly hash: Uint8Array;
  readonly accept: string;
  /** Why a server refuses the key, where it does. */
  readonly problem: string | undefined;
}

/** Computes all that a server does with a key. The value is computed for a key that it would refuse, too. */
export function stepsOf(key: string): KeySteps {
  const nonce = bytesOfBase64(key);
  const accept = acceptKey(key);
  return {
    nonce,
    joined: key + HANDSHAKE_GUID,
    hash: bytesOfBase64(accept) ?? new Uint8Array(),
    accept,
    problem: problemOf(nonce),
  };
}

/** The key of 16 bytes, as it is sent. */
export function keyOfBytes(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function problemOf(nonce: Uint8Array | undefined): string | undefined {
  if (nonce === undefined) return 'This is no base64: a server refuses it with 400.';
  if (nonce.length === KEY_BYTES) return undefined;
  return `It stands for ${nonce.length} bytes, and a key has ${KEY_BYTES}: a server refuses it with 400.`;
}

/** Strict: `atob` would skip spaces and do without the padding, and a server does neither. */
function bytesOfBase64(text: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
