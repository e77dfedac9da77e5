import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'base64-weight',
  topic: 'sse',
  lesson: 'server-sent-events',
  statement: 'What bytes weigh more as base64 in an event stream than by themselves',
  why: 'The stream is UTF-8 text. Base64 writes three bytes as four characters, and each line of data has its name and its end on top.',
  sources: [
    { title: 'RFC 4648, section 4: Base 64 Encoding', href: 'https://www.rfc-editor.org/rfc/rfc4648#section-4' },
  ],
  place: 'lab',
  how: 'A server sends 30,000 random bytes in the body of one answer, and as the data of one event in another. The client counts the bytes of both bodies.',
  refutedBy: 'A weight within a few percent of the bytes themselves.',
  unit: '%',
  holds: { min: 33, max: 34 },
};
