import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'http2-stream-limit',
  topic: 'sse',
  lesson: 'server-sent-events',
  heard: 'With HTTP/2 there is no limit on connections.',
  statement: 'Event streams that a server gets at once over one HTTP/2 connection, of 120 that a client asks for',
  why: 'One HTTP/2 connection carries as many streams at once as the peer’s SETTINGS_MAX_CONCURRENT_STREAMS allows; 100 is common, and the RFC recommends no less. Every other request to that origin needs one of them, too. The rest waits.',
  sources: [
    {
      title: 'RFC 9113, section 5.1.2: Stream Concurrency',
      href: 'https://www.rfc-editor.org/rfc/rfc9113#section-5.1.2',
    },
    {
      title: 'RFC 9113, section 6.5.2: Defined Settings',
      href: 'https://www.rfc-editor.org/rfc/rfc9113#section-6.5.2',
    },
  ],
  place: 'lab',
  how: 'A server of Node is set to allow 100 streams. A client of Node asks for 120 event streams that never end, over one connection. What has reached the server is counted when it answers a ping sent after them; then twenty are ended, and the rest is awaited.',
  refutedBy: 'More than a hundred streams at the server while none has ended.',
  unit: 'streams',
  holds: { min: 100, max: 100 },
};
