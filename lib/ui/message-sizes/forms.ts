import { applyMergePatch, createMergePatch, type Json } from './merge-patch.ts';
import { fromPlaces, shapeOf, toPlaces } from './places.ts';

/** What a WebSocket takes: text or bytes. */
export type Payload = string | Uint8Array<ArrayBuffer>;

/** The ways in which the messages are sent, in the order of the table. */
export const FORM_IDS = [
  'indented',
  'json',
  'places',
  'packed',
  'packed-places',
  'patch',
  'deflated',
  'json-extension',
  'packed-extension',
] as const;

/** The id of a form. */
export type FormId = (typeof FORM_IDS)[number];

/** What the table calls them. */
export const FORM_NAMES: Readonly<Record<FormId, string>> = {
  indented: 'JSON, indented',
  json: 'JSON',
  places: 'JSON without keys',
  packed: 'MessagePack',
  'packed-places': 'MessagePack without keys',
  patch: 'JSON, merge patches',
  deflated: 'JSON, deflated in the page',
  'json-extension': 'JSON, permessage-deflate',
  'packed-extension': 'MessagePack, permessage-deflate',
};

/** Whether a form's connection compresses what goes over it. */
export function isCompressed(id: FormId): boolean {
  return id === 'json-extension' || id === 'packed-extension';
}

/** MessagePack, as far as it is needed; it is loaded when somebody measures. */
export interface Packer {
  encode(value: unknown): Uint8Array<ArrayBuffer>;
  decode(bytes: Uint8Array): unknown;
}

/** How messages become payloads, and messages again. */
export interface Codec {
  /** @returns `undefined` where the form cannot say these messages */
  encode(messages: readonly Json[]): readonly Payload[] | undefined;
  decode(payloads: readonly Payload[]): readonly Json[];
}

/** The codecs that work at once; deflating in the page takes turns of the event loop, so it stands by itself. */
export function codecsOf(
  messages: readonly Json[],
  { encode, decode }: Packer,
): Readonly<Record<Exclude<FormId, 'deflated'>, Codec>> {
  const shape = shapeOf(messages);
  const json: Codec = {
    encode: (all) => all.map((message) => JSON.stringify(message)),
    decode: (all) => all.map((payload) => JSON.parse(textOf(payload)) as Json),
  };
  const packed: Codec = {
    encode: (all) => all.map((message) => encode(message)),
    decode: (all) => all.map((payload) => decode(bytesOf(payload)) as Json),
  };
  return {
    indented: { ...json, encode: (all) => all.map((message) => JSON.stringify(message, null, 2)) },
    json,
    places: {
      encode: (all) => all.map((message) => JSON.stringify(toPlaces(message, shape))),
      decode: (all) => json.decode(all).map((values) => fromPlaces(values, shape)),
    },
    packed,
    'packed-places': {
      encode: (all) => all.map((message) => encode(toPlaces(message, shape))),
      decode: (all) => packed.decode(all).map((values) => fromPlaces(values, shape)),
    },
    patch: { encode: encodePatches, decode: (all) => decodePatches(json.decode(all)) },
    'json-extension': json,
    'packed-extension': packed,
  };
}

// #region patches
/** The first whole, and of each that follows what has changed since the one before it. */
function encodePatches(messages: readonly Json[]): readonly string[] | undefined {
  const patches = messages.map((message, index) =>
    index === 0 ? message : createMergePatch(messages[index - 1] ?? null, message),
  );
  return patches.includes(undefined) ? undefined : patches.map((patch) => JSON.stringify(patch));
}

function decodePatches(patches: readonly Json[]): readonly Json[] {
  let state: Json = null;
  return patches.map((patch, index) => (state = index === 0 ? patch : applyMergePatch(state, patch)));
}
// #endregion patches

// #region deflate
/** Compresses one message by itself, in any browser, without a library. */
export async function deflate(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Undoes it. What a stranger has sent needs a limit here: a few bytes can stand for a gigabyte. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
// #endregion deflate

/** Bytes of UTF-8, or the bytes themselves. */
export function sizeOf(payload: Payload): number {
  return typeof payload === 'string' ? new TextEncoder().encode(payload).length : payload.length;
}

function textOf(payload: Payload): string {
  return typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
}

function bytesOf(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}
