import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'close-leaves-clients',
  topic: 'websocket',
  lesson: 'untrusted-input',
  heard: 'wss.close() closes the connections.',
  statement: 'Connections that still stand half a second after close() of a ws server, of two',
  why: 'Since version 8, close() stops accepting and waits. Its callback, and that of the HTTP server, come when the clients have left; each has to be closed, with 1001 or 1012.',
  sources: [
    {
      title: 'ws, websocketServer.close',
      href: 'https://github.com/websockets/ws/blob/master/doc/ws.md#serverclosecallback',
    },
  ],
  place: 'lab',
  how: 'Two clients connect, the server is closed, and after half a second the clients are asked for their state.',
  refutedBy: 'A client that was closed, or a callback that has come.',
  unit: 'of 2',
  holds: { min: 2, max: 2 },
};
