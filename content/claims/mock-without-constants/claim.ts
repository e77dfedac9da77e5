import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'mock-without-constants',
  topic: 'practice',
  lesson: 'testing',
  heard: 'A mock needs send, close and the handlers; that is enough to test a client.',
  statement: 'States, of the four, in which a guard lets send through on a mock without the constants',
  why: 'Without a static OPEN, WebSocket.OPEN is undefined, and so is the mock’s own readyState that was set from it. The guard compares undefined with undefined, and every state looks open.',
  sources: [
    { title: 'WHATWG, WebSockets: the interface', href: 'https://websockets.spec.whatwg.org/#the-websocket-interface' },
  ],
  place: 'lab',
  how: 'A client that sends only where readyState is WebSocket.OPEN is run on a mock in each state, and on a real WebSocket while it connects, is open, closes and is closed.',
  refutedBy: 'A guard that holds on the mock in any state.',
  unit: 'states',
  holds: { min: 4, max: 4 },
};
