import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'reconnect-unless-1000',
  topic: 'staying-connected',
  lesson: 'connection-states',
  heard: 'Reconnect if the code is not 1000.',
  statement: 'Ends, out of six, in which that rule does the opposite of what somebody wants',
  why: 'It stays away when a server ends politely with 1000, and it comes back after your own close() without a code and your own close(1000) while connecting, since those are reported as 1005 and 1006.',
  sources: [
    { title: 'RFC 6455, section 7.4.1', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1' },
    {
      title: 'WHATWG, WebSockets: the close() method',
      href: 'https://websockets.spec.whatwg.org/#dom-websocket-close',
    },
  ],
  place: 'browser',
  how: 'Six connections are ended: by the page with close(1000), with close(), and with close(1000) while connecting; by the server with 1000, with 1001, and without a close frame. For each, the rule’s answer is compared with what is wanted.',
  refutedBy:
    'A browser that reports other codes, so that the rule decides rightly in one of the three, or wrongly elsewhere.',
  unit: 'of 6',
  holds: { min: 3, max: 3 },
};
