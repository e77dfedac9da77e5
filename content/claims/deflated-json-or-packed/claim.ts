import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'deflated-json-or-packed',
  topic: 'speed',
  lesson: 'smaller-messages',
  heard: 'A binary format is always smaller than JSON.',
  statement: 'The deflated JSON of a hundred pointer positions, as a share of their deflated MessagePack',
  why: 'A compressor replaces what repeats, and in JSON that is mostly the names of fields and the punctuation, which MessagePack keeps or replaces as well. What is left are the values, and digits compress better than the eight bytes of a double.',
  sources: [
    { title: 'RFC 1951, DEFLATE', href: 'https://www.rfc-editor.org/rfc/rfc1951' },
    { title: 'MessagePack, the specification', href: 'https://github.com/msgpack/msgpack/blob/master/spec.md' },
  ],
  place: 'lab',
  how: 'A list of a hundred positions with two decimals is encoded as JSON and by @msgpack/msgpack, and both are deflated by zlib at its default level.',
  refutedBy: 'Deflated MessagePack that is the smaller one.',
  unit: '%',
  holds: { max: 99 },
};
