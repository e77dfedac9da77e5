import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ping-at-idle-time',
  topic: 'proxies',
  lesson: 'proxies',
  heard: 'A heartbeat every 60 seconds keeps a connection through a proxy that waits 60 seconds.',
  statement:
    'Of twenty WebSockets that are pinged as often as a relay’s idle time, those that it has ended after ten of these times',
  why: 'The ping and the end are due at the same moment, and the ping still has to travel. Whichever is first wins, each time anew; one lost race ends the connection. Below half of the time, one ping may even be lost.',
  sources: [
    { title: 'nginx, WebSocket proxying', href: 'https://nginx.org/en/docs/http/websocket.html' },
    {
      title: 'AWS, idle timeout of an Application Load Balancer',
      href: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
    },
  ],
  place: 'lab',
  how: 'Twenty WebSockets stand over a relay that ends what has carried nothing for 200 ms. Each is pinged every 200 ms. After two seconds, those that are closed are counted; beside them are twenty with a ping every 50 ms.',
  refutedBy: 'All twenty being open.',
  unit: 'connections',
  holds: { min: 1, max: 20 },
};
