import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'fetch-overwrites-stream',
  topic: 'react',
  lesson: 'stores',
  heard: 'Fetch with TanStack Query, write what the socket brings into its cache, and the two fit together.',
  statement:
    'Events, of ten that a socket wrote into the cache while a query was being fetched, which the answer removed',
  why: 'The answer of a fetch replaces what is in the cache. It is a snapshot of the moment when the server read it, and what came later over the socket is not in it.',
  sources: [
    {
      title: 'TanStack Query, QueryClient: setQueryData',
      href: 'https://tanstack.com/query/latest/docs/reference/QueryClient#queryclientsetquerydata',
    },
    {
      title: 'TanStack Query, Query cancellation',
      href: 'https://tanstack.com/query/latest/docs/framework/react/guides/query-cancellation',
    },
  ],
  place: 'lab',
  how: 'A server reads its list, sends ten events over a WebSocket, and answers the query once the client says that it has them. The client writes each into the cache of TanStack Query. A second client holds the events until the answer is there, and then takes those that are newer.',
  refutedBy: 'Any of the ten in the cache after the answer.',
  unit: 'events',
  holds: { min: 10, max: 10 },
};
