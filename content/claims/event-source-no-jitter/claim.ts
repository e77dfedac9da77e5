import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'event-source-no-jitter',
  topic: 'sse',
  lesson: 'reconnecting',
  heard: 'An EventSource reconnects by itself, so the herd is the browser’s business.',
  statement:
    'Share of five EventSources that come back within 100 ms of each other, after their streams have ended together',
  why: 'The browser waits for the time that retry: names, and draws nothing. Where a herd is to be taken apart, the server has to name a different time to each.',
  sources: [
    {
      title: 'HTML standard, server-sent events: processing model',
      href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    },
  ],
  place: 'browser',
  how: 'Five streams get retry: 700 and are ended at the same moment. The server notes when each of the five requests comes that follow.',
  refutedBy: 'Requests that are spread by more than 100 ms.',
  unit: '%',
  holds: { min: 80, max: 100 },
};
