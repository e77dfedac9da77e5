import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'ws-default-payload',
  topic: 'websocket',
  lesson: 'untrusted-input',
  statement: 'The largest message that the library ws takes unless told otherwise',
  why: 'maxPayload is 100 MiB by default. A larger frame is refused when its header is read, before a byte of it is kept; and what is compressed counts as it is when it is inflated.',
  sources: [
    {
      title: 'ws, new WebSocketServer: maxPayload',
      href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketserveroptions-callback',
    },
  ],
  place: 'lab',
  how: 'Headers of frames that announce a length, and nothing after them, are sent to a server with default options, until the largest that is not answered with 1009 is found.',
  refutedBy: 'Any other number of bytes than that.',
  unit: 'B',
  holds: { min: 104857600, max: 104857600 },
};
