/** Which form of the length a frame uses: in the second byte itself, in 2 bytes after it, or in 8. */
export type LengthForm = 7 | 16 | 64;

/** A frame as a reader builds it. Nothing keeps it from being illegal. */
export interface FrameDraft {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  readonly isMasked: boolean;
  /** The length that the header tells; `undefined` for that of the payload, in its shortest form. */
  readonly told?: { readonly form: LengthForm; readonly bytes: number };
  /** Four bytes. */
  readonly key: Uint8Array;
  readonly payload: Uint8Array;
}

/** A run of bytes of a frame with one meaning. */
export interface FramePart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The key of the standard's examples. @see RFC 6455 section 5.7 */
export const SAMPLE_MASK = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** The largest length that a field of the form can tell, as far as numbers are exact here. */
export const FORM_MAX: Readonly<Record<LengthForm, number>> = { 7: 125, 16: 65_535, 64: Number.MAX_SAFE_INTEGER };

/** A final, masked frame that tells its length in the shortest form. */
export function frameOf(opcode: number, payload: Uint8Array | string, change: Partial<FrameDraft> = {}): FrameDraft {
  return {
    fin: true,
    rsv1: false,
    rsv2: false,
    rsv3: false,
    opcode,
    isMasked: true,
    key: SAMPLE_MASK,
    payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload,
    ...change,
  };
}

/** The shortest form for a length. "The minimal number of bytes MUST be used." @see RFC 6455 section 5.2 */
export function minimalForm(bytes: number): LengthForm {
  return bytes <= FORM_MAX[7] ? 7 : bytes <= FORM_MAX[16] ? 16 : 64;
}

/** What the header tells of the length. */
export function toldLength({ told, payload }: FrameDraft): { form: LengthForm; bytes: number } {
  return told ?? { form: minimalForm(payload.length), bytes: payload.length };
}

/** The two bytes that every frame begins with. */
export function firstBytes(draft: FrameDraft): [number, number] {
  const { form, bytes } = toldLength(draft);
  const flags = [draft.fin, draft.rsv1, draft.rsv2, draft.rsv3].reduce((sum, isSet) => sum * 2 + Number(isSet), 0);
  const length7 = form === 7 ? bytes & 0x7f : form === 16 ? 126 : 127;
  return [(flags << 4) | (draft.opcode & 0x0f), (draft.isMasked ? 0x80 : 0) | length7];
}

/** The frame in its parts; together they are what is sent. */
export function partsOf(draft: FrameDraft): FramePart[] {
  const { form, bytes } = toldLength(draft);
  const parts: FramePart[] = [{ name: 'flags, opcode, mask, length', bytes: Uint8Array.from(firstBytes(draft)) }];
  if (form === 16) parts.push({ name: 'length, 16 bits', bytes: bigEndian(bytes, 2) });
  if (form === 64) parts.push({ name: 'length, 64 bits', bytes: bigEndian(bytes, 8) });
  if (draft.isMasked) parts.push({ name: 'masking key', bytes: draft.key });
  if (draft.payload.length > 0) {
    parts.push({
      name: draft.isMasked ? 'payload XOR key' : 'payload',
      bytes: draft.isMasked ? draft.payload.map((byte, index) => byte ^ (draft.key[index % 4] ?? 0)) : draft.payload,
    });
  }
  return parts;
}

/** The bytes of a frame. */
export function encodeDraft(draft: FrameDraft): Uint8Array<ArrayBuffer> {
  return joinBytes(partsOf(draft).map(({ bytes }) => bytes));
}

/** Runs of bytes, one after the other. */
export function joinBytes(runs: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(runs.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const run of runs) {
    joined.set(run, at);
    at += run.length;
  }
  return joined;
}

/**
 * Turns one bit of the first two bytes, 0 to 15 from the left. One of the length's makes the length told by hand: what
 * the seven bits say from then on, where that is a length, else that of the payload.
 */
export function toggleBit(draft: FrameDraft, bit: number): FrameDraft {
  const flag = (['fin', 'rsv1', 'rsv2', 'rsv3'] as const)[bit];
  if (flag !== undefined) return { ...draft, [flag]: !draft[flag] };
  if (bit < 8) return { ...draft, opcode: draft.opcode ^ (1 << (7 - bit)) };
  if (bit === 8) return { ...draft, isMasked: !draft.isMasked };
  const length7 = (firstBytes(draft)[1] & 0x7f) ^ (1 << (15 - bit));
  const form = length7 === 126 ? 16 : length7 === 127 ? 64 : 7;
  const bytes = form === 7 ? length7 : Math.min(draft.payload.length, FORM_MAX[form]);
  return { ...draft, told: { form, bytes } };
}

function bigEndian(value: number, length: 2 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  if (length === 2) view.setUint16(0, value);
  else view.setBigUint64(0, BigInt(value));
  return new Uint8Array(view.buffer);
}
