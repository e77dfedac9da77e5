import { type FrameDraft, minimalForm, toldLength } from './draft.ts';

/** A rule of the standard that a frame breaks. */
export interface BrokenRule {
  readonly text: string;
  /** Of RFC 6455. */
  readonly section: string;
}

const CONTROL = 0x08;
const KNOWN_OPCODES: readonly number[] = [0x0, 0x1, 0x2, 0x8, 0x9, 0xa];
/** Codes that no close frame may carry; see also the ranges in {@link isForbiddenCode}. */
const LOCAL_CODES: readonly number[] = [1004, 1005, 1006, 1015];

/** What the opcode means. */
export function opcodeMeaning(opcode: number): string {
  switch (opcode) {
    case 0x0:
      return 'continuation';
    case 0x1:
      return 'text';
    case 0x2:
      return 'binary';
    case 0x8:
      return 'close';
    case 0x9:
      return 'ping';
    case 0xa:
      return 'pong';
    default:
      return 'reserved';
  }
}

/**
 * The rules that a client's frames break, sent in this order at the beginning of a connection without extensions. What is
 * said here is what the standard says; what a server does about it is seen when they are sent.
 *
 * @returns a list for each frame
 */
export function brokenRules(frames: readonly FrameDraft[]): BrokenRule[][] {
  /** The opcode of the message that has begun and not ended. */
  let open: number | undefined;
  let isClosed = false;
  return frames.map((frame) => {
    const broken = rulesOfFrame(frame);
    if (isClosed) broken.push({ text: 'something is sent after a close frame', section: '5.5.1' });
    if (frame.opcode === CONTROL) isClosed = true;
    if (frame.opcode >= CONTROL) return broken;
    if (frame.opcode === 0 && open === undefined) {
      broken.push({ text: 'a continuation, and no message has begun', section: '5.4' });
    }
    if (frame.opcode !== 0 && open !== undefined) {
      broken.push({ text: 'another message begins before the last one has ended', section: '5.4' });
    }
    const kind = frame.opcode === 0 ? open : frame.opcode;
    // The pieces of a message together have to be UTF-8; a piece alone may end inside a character.
    if (kind === 1 && frame.fin && open === undefined && !isUtf8(frame.payload)) {
      broken.push({ text: 'a text that is not UTF-8', section: '8.1' });
    }
    open = frame.fin ? undefined : (kind ?? frame.opcode);
    return broken;
  });
}

function rulesOfFrame(frame: FrameDraft): BrokenRule[] {
  const { payload, opcode } = frame;
  const told = toldLength(frame);
  const broken: BrokenRule[] = [];
  if (frame.rsv1 || frame.rsv2 || frame.rsv3) {
    broken.push({ text: 'a reserved bit is set, and no extension was agreed on', section: '5.2' });
  }
  if (!KNOWN_OPCODES.includes(opcode)) broken.push({ text: 'the opcode is reserved', section: '5.2' });
  if (!frame.isMasked) broken.push({ text: 'a client has to mask', section: '5.1' });
  if (told.form !== minimalForm(told.bytes)) {
    broken.push({ text: 'the length would fit a shorter form', section: '5.2' });
  }
  if (told.bytes > payload.length) broken.push({ text: 'fewer bytes follow than the length tells', section: '5.2' });
  if (told.bytes < payload.length) broken.push({ text: 'more bytes follow than the length tells', section: '5.2' });
  if (opcode >= CONTROL && told.bytes > 125) {
    broken.push({ text: 'a control frame has more than 125 bytes', section: '5.5' });
  }
  if (opcode >= CONTROL && !frame.fin) broken.push({ text: 'a control frame is cut', section: '5.5' });
  if (opcode === CONTROL) broken.push(...rulesOfClose(payload));
  return broken;
}

function rulesOfClose(payload: Uint8Array): BrokenRule[] {
  const [high, low] = payload;
  if (high === undefined) return [];
  if (low === undefined) return [{ text: 'a close code has two bytes', section: '5.5.1' }];
  const broken: BrokenRule[] = [];
  const code = high * 256 + low;
  if (isForbiddenCode(code)) broken.push({ text: `${code} may not stand in a close frame`, section: '7.4' });
  if (!isUtf8(payload.subarray(2))) broken.push({ text: 'the reason is not UTF-8', section: '5.5.1' });
  return broken;
}

/** Whether no close frame may carry a code: below 1000 and above 4999, the local notes, and what nobody has registered. */
export function isForbiddenCode(code: number): boolean {
  return code < 1000 || code > 4999 || LOCAL_CODES.includes(code) || (code > 1015 && code < 3000);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
