import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'length-is-not-bytes',
  topic: 'speed',
  lesson: 'smaller-messages',
  heard: 'JSON.stringify(message).length is the size of a message.',
  statement: 'How many bytes more a greeting in Vietnamese with an emoji has on the wire than its length says',
  why: 'length counts UTF-16 code units, and a WebSocket sends UTF-8. Beyond ASCII a character takes two to four bytes.',
  sources: [
    { title: 'RFC 6455, section 5.6: text is UTF-8', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.6' },
    {
      title: 'ECMAScript, length of a String',
      href: 'https://tc39.es/ecma262/#sec-properties-of-string-instances-length',
    },
  ],
  place: 'lab',
  how: 'A client sends the JSON of a greeting to a server, which counts the payload that came. The length of the text is taken from it.',
  refutedBy: 'A payload of as many bytes as the text is long, or any other difference.',
  unit: 'B',
  holds: { min: 3, max: 3 },
};
