import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'buffered-stream-at-once',
  topic: 'practice',
  lesson: 'debugging',
  statement:
    'Of ten events that a server writes fifty milliseconds apart, so many come in one piece through a proxy that collects the answer',
  why: 'To a proxy an event stream is an answer that is not complete yet. One that waits for a full buffer or for the end passes nothing until then, though the server has written each event at its time.',
  sources: [
    {
      title: 'nginx, proxy_buffering',
      href: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering',
    },
  ],
  place: 'lab',
  how: 'A proxy reads the answer to its end before it passes it on. A client counts how many events each chunk has that it is given; then the same without the proxy.',
  refutedBy: 'A first piece with fewer than ten events; or ten at once without the proxy as well.',
  unit: 'events',
  holds: { min: 10, max: 10 },
};
