import type { Direction, TransportId } from '../../protocol/index.ts';

/** What is known of the connection where a piece of it is to be understood. */
export interface Known {
  readonly direction: Direction;
  readonly transport?: TransportId;
  /** Whether it has become a WebSocket. */
  readonly isWebSocket: boolean;
  readonly isDeflated: boolean;
}

const DATA_OPCODES = 3;
const CR = 0x0d;
const LF = 0x0a;

/**
 * What a piece of a connection whose beginning is not known may be, when it is no HTTP head: whole frames of a
 * WebSocket, or whole chunks of an event stream. A server writes them whole, so that most pieces begin with one. At
 * least one must be complete in the piece, and nothing in it may contradict.
 */
export function plausibleStart(bytes: Uint8Array, known: Known): 'frames' | 'events' | undefined {
  const { direction, transport, isWebSocket } = known;
  const mayBeFrames = isWebSocket || transport === undefined || transport === 'websocket' || transport === 'socket-io';
  if (mayBeFrames && areFrames(bytes, known)) return 'frames';
  if (isWebSocket || direction === 'up' || (transport !== undefined && transport !== 'sse')) return undefined;
  return areEventChunks(bytes) ? 'events' : undefined;
}

function areFrames(bytes: Uint8Array, { direction, isDeflated }: Known): boolean {
  let at = 0;
  let whole = 0;
  while (at + 2 <= bytes.length) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const opcode = first & 0x0f;
    const isControl = opcode >= 8;
    const short = second & 0x7f;
    const isCompressed = (first & 0x40) !== 0;
    if ((first & 0x30) !== 0 || (isCompressed && (!isDeflated || isControl))) return false;
    if (isControl ? opcode > 10 || first < 0x80 || short > 125 : opcode >= DATA_OPCODES) return false;
    if (((second & 0x80) !== 0) !== (direction === 'up')) return false;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    const header = 2 + extended + (direction === 'up' ? 4 : 0);
    if (at + header > bytes.length) break;
    let length = short;
    if (extended > 0) {
      length = 0;
      for (let index = 0; index < extended; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
      if (length < (extended === 2 ? 126 : 65_536) || !Number.isSafeInteger(length)) return false;
    }
    at += header + length;
    if (at <= bytes.length) whole++;
  }
  return whole > 0;
}

function areEventChunks(bytes: Uint8Array): boolean {
  const lf = bytes.subarray(0, 16).indexOf(LF);
  if (lf < 2 || bytes[lf - 1] !== CR) return false;
  const size = String.fromCharCode(...bytes.subarray(0, lf - 1));
  if (!/^[0-9a-fA-F]{1,8}$/.test(size)) return false;
  const end = lf + 1 + Number.parseInt(size, 16);
  if (bytes[end] !== CR || bytes[end + 1] !== LF) return false;
  const content = String.fromCharCode(...bytes.subarray(lf + 1, Math.min(end, lf + 9)));
  return /^(?::|id:|data:|event:|retry:)/.test(content);
}
