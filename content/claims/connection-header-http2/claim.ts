import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'connection-header-http2',
  topic: 'sse',
  lesson: 'server-sent-events',
  heard: 'An event stream needs the header Connection: keep-alive.',
  statement: 'Event streams of ten that begin over HTTP/2 where the server sends Connection: keep-alive',
  why: 'In HTTP/1.1 the field says what holds anyway. HTTP/2 forbids it, since it is about one hop, and Node refuses to send it, or drops it with a warning where a server is written as for HTTP/1.1.',
  sources: [
    {
      title: 'RFC 9113, section 8.2.2: Connection-Specific Header Fields',
      href: 'https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2',
    },
  ],
  place: 'lab',
  how: 'A client asks a server of Node for ten streams over HTTP/2. The server answers each with the fields that stand in many examples, Connection: keep-alive among them. Then once more without it, and once with a server that is written as for HTTP/1.1.',
  refutedBy: 'A stream that begins with the field sent.',
  unit: 'streams',
  holds: { min: 0, max: 0 },
};
