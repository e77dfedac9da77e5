import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'restarted-node-empty',
  topic: 'proxies',
  lesson: 'proxies',
  heard: 'A load balancer spreads WebSockets evenly over the servers.',
  statement: 'Of forty WebSockets behind two servers, those on the one that was restarted, once everyone is back',
  why: 'A balancer chooses once for each connection. A server that goes hands all of its connections to the others, and when it is back, nobody has a reason to move. So restart slowly, let connections end at a random age, or choose by the fewest connections when they come anew.',
  sources: [
    {
      title: 'nginx, least_conn',
      href: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#least_conn',
    },
    { title: 'RFC 6455, section 7.4.1: close code 1001', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1' },
  ],
  place: 'lab',
  how: 'Forty clients connect through a relay that gives each new connection to the next of two servers that can be reached. One is shut down with 1001, its clients connect again at once, and then it starts anew on the same port. The connections of both are counted.',
  refutedBy: 'Connections that move to the restarted server by themselves.',
  unit: 'connections',
  holds: { min: 0, max: 0 },
};
