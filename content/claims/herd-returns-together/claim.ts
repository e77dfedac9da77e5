import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'herd-returns-together',
  topic: 'staying-connected',
  lesson: 'reconnecting',
  heard: 'Exponential backoff keeps clients from coming back all at once.',
  statement: 'Share of a herd that comes back within the same 100 ms, where each wait doubles and none is drawn',
  why: 'All lost the server at the same moment and all compute the same waits, so they stay in step however long the waits become. Only a drawn wait takes them apart.',
  sources: [
    {
      title: 'AWS Architecture Blog, Exponential Backoff And Jitter',
      href: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
    },
    { title: 'RFC 6455, section 7.2.3', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3' },
  ],
  place: 'lab',
  how: 'Twenty-four clients lose their server at once. It refuses the first try of each, so that all wait twice: 500 ms, then 1,000 ms. The server notes when each handshake comes that it accepts. Beside it the same is done with full jitter.',
  refutedBy: 'Handshakes that arrive apart from each other, although no wait was drawn.',
  unit: '%',
  holds: { min: 50, max: 100 },
};
