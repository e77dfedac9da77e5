import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'message-pack-size',
  topic: 'speed',
  lesson: 'smaller-messages',
  heard: 'MessagePack is 43 % smaller than JSON.',
  statement: 'How much smaller than its JSON a chat message is as MessagePack',
  why: 'What shrinks are punctuation, numbers and small values. Names of fields and the text stay as they are, so it depends on the data: from nothing for text to most of it for numbers. Once both are compressed, the difference shrinks, and may turn round.',
  sources: [
    { title: 'MessagePack, the specification', href: 'https://github.com/msgpack/msgpack/blob/master/spec.md' },
    { title: '@msgpack/msgpack', href: 'https://github.com/msgpack/msgpack-javascript' },
  ],
  place: 'lab',
  how: 'Four messages, of chat, of a price, of a cursor and of a hundred numbers, are encoded by @msgpack/msgpack and as JSON in UTF-8; the bytes are compared, for the chat here and for all in the details, also after deflate.',
  refutedBy: 'A saving near 43 % for the chat message, or one that is the same for all four.',
  unit: '%',
  holds: { min: 5, max: 25 },
};
