import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ws-sees-the-status',
  topic: 'practice',
  lesson: 'debugging',
  statement:
    'The status of a refused handshake, as a client outside of the browser is told it, where a page is told 1006',
  why: 'The refusal is an ordinary HTTP answer and stands in the bytes. A browser keeps it from scripts; ws hands it over in its event unexpected-response, and so do curl and the Network panel.',
  sources: [
    {
      title: 'ws, event unexpected-response',
      href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#event-unexpected-response',
    },
    {
      title: 'RFC 6455, section 4.2.2: Sending the Server’s Opening Handshake',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2',
    },
  ],
  place: 'lab',
  how: 'A server refuses a handshake with 403. A ws client listens for unexpected-response, and the first line of the answer is read from the bytes that a relay between them has kept.',
  refutedBy: 'Another number, none, or a first line of the answer without it.',
  unit: '',
  holds: { min: 403, max: 403 },
};
