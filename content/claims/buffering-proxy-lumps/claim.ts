import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'buffering-proxy-lumps',
  topic: 'proxies',
  lesson: 'proxies',
  heard: 'An event stream delivers each event as it happens.',
  statement: 'Events of a stream that come all at once through a proxy which collects 4 KB of an answer',
  why: 'A proxy that buffers waits until it has a piece worth sending. An event stream is an answer that is never complete, so each event waits until enough others have filled the buffer.',
  sources: [
    {
      title: 'nginx, proxy_buffering',
      href: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering',
    },
    {
      title: 'HTML standard, 9.2.7: Authoring notes',
      href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    },
  ],
  place: 'lab',
  how: 'A server writes sixty events of about 100 bytes, each once the one before has reached the proxy. The proxy, a small one of Node, passes what it has on when it has 4,096 bytes. A client notes how many events the first piece brings; then once more with a proxy that passes everything on at once.',
  refutedBy: 'Events that come one by one through the proxy that collects.',
  unit: 'events',
  holds: { min: 20, max: 60 },
};
