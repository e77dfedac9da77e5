import type { DigestReply, DigestRequest } from '../messages.ts';

/**
 * What a worker of the sandbox lacks or must not do by itself. A worker made of a blob by a document with an origin of its
 * own is no secure context, so browsers keep `crypto.subtle` and `crypto.randomUUID` from it, which an answer may rely
 * on. The frame, which is one, digests for it.
 */
export function completeCrypto(digests: MessagePort): void {
  if (!('randomUUID' in crypto)) define(crypto, 'randomUUID', randomUuid);
  if ('subtle' in crypto) return;
  const waiting = new Map<number, (reply: DigestReply) => void>();
  let last = 0;
  digests.addEventListener('message', ({ data }: MessageEvent<DigestReply>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  digests.start();
  const digest = (algorithm: string | { name: string }, data: BufferSource): Promise<ArrayBuffer> =>
    new Promise((resolve, reject) => {
      const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
      const request: DigestRequest = { id: (last += 1), algorithm: name, data: copyBytes(data) };
      waiting.set(request.id, (reply) => {
        if ('digest' in reply) resolve(reply.digest);
        else reject(new DOMException(reply.message, reply.name));
      });
      digests.postMessage(request, []);
    });
  define(crypto, 'subtle', { digest });
}

/** What reaches other machines and no policy of a document forbids. A frame below, which has its own, is out of reach. */
const UNCONFINED = ['RTCPeerConnection', 'webkitRTCPeerConnection'];

/** Takes from a document what its policy leaves. A worker has none of it. */
export function withholdConnections(): void {
  for (const name of UNCONFINED) Reflect.deleteProperty(globalThis, name);
}

/** Reports that an answer ended its worker, which does so in silence. */
export function reportClose(report: () => void): void {
  const { close } = globalThis as { close?: () => void };
  if (typeof close !== 'function') return;
  const reporting = (): void => {
    report();
    close.call(globalThis);
  };
  for (let owner: object | null = globalThis; owner; owner = Reflect.getPrototypeOf(owner)) {
    if (Object.hasOwn(owner, 'close')) define(owner, 'close', reporting);
  }
}

/** The bytes as they are at the call, whatever is done to them later. */
function copyBytes(data: BufferSource): ArrayBuffer {
  const view = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return Uint8Array.from(view).buffer;
}

/** A UUID of version 4. @see RFC 9562 section 5.4 */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function define(owner: object, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, writable: true, configurable: true });
}
