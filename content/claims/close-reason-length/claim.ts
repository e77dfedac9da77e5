import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'close-reason-length',
  topic: 'websocket',
  lesson: 'closing',
  statement: 'The longest reason, as UTF-8, that a page may pass to close()',
  why: 'A close frame is a control frame of at most 125 bytes, and two of them are the code. A longer reason throws SyntaxError. Bytes count, not characters.',
  sources: [
    { title: 'RFC 6455, section 5.5.1: Close', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1' },
    { title: 'WebSockets standard: close()', href: 'https://websockets.spec.whatwg.org/#dom-websocket-close' },
  ],
  place: 'browser',
  how: 'The page passes reasons of one character more each to close(), of one byte and of two bytes a character, until it throws. The server reads the longest.',
  refutedBy: 'Any other length, or the same number of characters for both.',
  unit: 'B',
  holds: { min: 123, max: 123 },
};
