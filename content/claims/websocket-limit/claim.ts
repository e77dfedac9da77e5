import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'websocket-limit',
  topic: 'websocket',
  lesson: 'websocket',
  heard: 'There is no limit on WebSockets.',
  statement: 'WebSockets that a browser holds open to one host before it refuses the next',
  why: 'No standard names a number, and every browser has one: 255 for one host in Chromium, 200 in Firefox, all tabs of a profile together. The next one fails at once with an error and code 1006.',
  sources: [
    {
      title: 'Chromium, client_socket_pool_manager.cc',
      href: 'https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/socket/client_socket_pool_manager.cc',
    },
    { title: 'RFC 6455, section 4.1: Client Requirements', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1' },
  ],
  place: 'browser',
  how: 'The page opens WebSockets to a server of the lab, five at a time, until one fails, and counts those that are open. Nothing else is open to that server.',
  refutedBy: 'Three hundred connections that all open.',
  unit: 'connections',
  holds: { min: 100, max: 256 },
};
