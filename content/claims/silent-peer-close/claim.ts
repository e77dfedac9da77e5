import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'silent-peer-close',
  topic: 'staying-connected',
  lesson: 'heartbeats',
  heard: 'Call close(), and reconnect in onclose.',
  statement: 'Close events within four seconds after close(1000) towards a peer that says nothing any more',
  why: 'After its close frame a browser waits for the peer’s, and a silent one sends none. Chromium gives up after a minute; until then the socket stays in state 2.',
  sources: [
    { title: 'RFC 6455, section 7.1.1', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.1.1' },
    {
      title: 'Chromium, net/websockets/websocket_channel.cc',
      href: 'https://source.chromium.org/chromium/chromium/src/+/main:net/websockets/websocket_channel.cc',
    },
  ],
  place: 'browser',
  how: 'Two connections are closed with 1000, one to a server that answers and one to a server that has fallen silent after the handshake. Four seconds later the close events of the silent one are counted.',
  refutedBy: 'A close event of the silent one within that time, or none of the other, which is there to compare.',
  unit: 'events',
  holds: { min: 0, max: 0 },
};
