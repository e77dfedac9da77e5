import type { CreateConnectionDecoder } from '../../wire/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import { figureToken } from '../exchange/figure-token.ts';
import {
  type Codec,
  codecsOf,
  deflate,
  FORM_IDS,
  type FormId,
  inflate,
  isCompressed,
  type Packer,
  type Payload,
  sizeOf,
} from './forms.ts';
import type { Json } from './merge-patch.ts';
import { paceOf } from './pace.ts';
import { type Weighed, weigh } from './weigh.ts';

/** What one form of the messages came to. */
export type FormResult =
  | { readonly state: 'impossible' }
  | {
      readonly state: 'measured';
      /** What the encoding itself gave for the first message, in bytes. */
      readonly encodedBytes: number;
      /** The frame of the first message, as the edge has counted it. */
      readonly first: Weighed;
      /** All frames together. */
      readonly all: Weighed;
      readonly messages: number;
      /** Whether what was sent says the same as what was meant. */
      readonly readsBack: boolean;
      /** How long encoding and decoding all of them takes, as a multiple of JSON's time in the same run. */
      readonly pace?: { readonly encode: number; readonly decode: number };
    };

/** What a run is made with. */
export interface SizesRunOptions {
  readonly messages: readonly Json[];
  readonly sessions: { readonly plain: SessionHandle; readonly compressed: SessionHandle };
  readonly createDecoder: CreateConnectionDecoder;
  readonly packer: Packer;
  readonly random: () => number;
  readonly now: () => number;
  /** Lets the page do something else. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
  onResult(id: FormId, result: FormResult): void;
}

/** Sends the messages in every form, one form after the other, each over a connection of its own. */
export async function runSizes(options: SizesRunOptions): Promise<void> {
  const { messages, sessions, createDecoder, packer, random, signal, onResult } = options;
  const codecs = codecsOf(messages, packer);
  const meant = messages.map((message) => canonical(message));
  for (const id of FORM_IDS) {
    const payloads = id === 'deflated' ? await deflateAll(messages) : codecs[id].encode(messages);
    const [head] = payloads ?? [];
    if (payloads === undefined || head === undefined) {
      onResult(id, { state: 'impossible' });
      continue;
    }
    const session = isCompressed(id) ? sessions.compressed : sessions.plain;
    const frames = await weigh(payloads, { session, token: figureToken(random), createDecoder, signal });
    const decoded = id === 'deflated' ? await inflateAll(payloads) : codecs[id].decode(payloads);
    // What an extension costs in time is spent outside of the page's script.
    const codec = id === 'deflated' || isCompressed(id) ? undefined : codecs[id];
    const pace = codec && (await pacesOf(codec, codecs.json, options));
    if (signal.aborted) return;
    onResult(id, {
      state: 'measured',
      encodedBytes: sizeOf(head),
      first: frames[0] ?? { headerBytes: 0, payloadBytes: 0 },
      all: sumOf(frames),
      messages: frames.length,
      readsBack: decoded.every((message, index) => canonical(message) === meant[index]),
      ...(pace && { pace }),
    });
  }
}

async function pacesOf(
  codec: Codec,
  json: Codec,
  { messages, now, pause }: SizesRunOptions,
): Promise<{ encode: number; decode: number }> {
  const [own, plain] = [codec.encode(messages) ?? [], json.encode(messages) ?? []];
  return {
    encode: await paceOf(
      () => codec.encode(messages),
      () => json.encode(messages),
      { now, pause },
    ),
    decode: await paceOf(
      () => codec.decode(own),
      () => json.decode(plain),
      { now, pause },
    ),
  };
}

async function deflateAll(messages: readonly Json[]): Promise<readonly Payload[]> {
  return Promise.all(messages.map((message) => deflate(JSON.stringify(message))));
}

async function inflateAll(payloads: readonly Payload[]): Promise<readonly Json[]> {
  return Promise.all(
    payloads.map(async (payload) => JSON.parse(typeof payload === 'string' ? payload : await inflate(payload)) as Json),
  );
}

/** The same text for the same value: a patch may put a key in another place, which means nothing in JSON. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function sumOf(frames: readonly Weighed[]): Weighed {
  return frames.reduce(
    (sum, frame) => ({
      headerBytes: sum.headerBytes + frame.headerBytes,
      payloadBytes: sum.payloadBytes + frame.payloadBytes,
    }),
    { headerBytes: 0, payloadBytes: 0 },
  );
}
