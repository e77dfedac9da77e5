import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'frame-batching',
  topic: 'react',
  lesson: 'stores',
  statement:
    'How many times as many renders 500 messages a second cost when each is set as it comes, and not once a frame',
  why: 'Each message of a WebSocket is a task of its own, and React renders soon after it, mostly before the next. A screen shows no more than its frames: what is collected until the next one is set and rendered once.',
  sources: [
    {
      title: 'MDN, Window: requestAnimationFrame()',
      href: 'https://developer.mozilla.org/en-US/docs/Web/API/Window/requestAnimationFrame',
    },
    {
      title: 'HTML, Update the rendering',
      href: 'https://html.spec.whatwg.org/multipage/webappapis.html#update-the-rendering',
    },
  ],
  place: 'browser',
  how: 'A server sends 500 messages over a WebSocket, one every 2 ms. A component that sets each as it comes counts its renders, and so does one whose messages are collected until the next animation frame.',
  refutedBy: 'As many renders either way.',
  unit: '',
  digits: 1,
  // By the frames of the screen: at 60 Hz there are about eight messages to a frame, at 144 Hz three and a half.
  holds: { min: 1.5 },
};
