import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'store-weight',
  topic: 'react',
  lesson: 'stores',
  statement: 'Script of Redux Toolkit with its hooks, in gzip, as many times that of Zustand',
  why: 'Zustand is a subscription and a hook. Redux Toolkit brings immutable updates and middleware; TanStack Query fetching, caching and retries. What of that is used decides what it is worth.',
  sources: [
    { title: 'esbuild, Analyzing your bundle', href: 'https://esbuild.github.io/api/#metafile' },
    {
      title: 'Redux Toolkit, What is included',
      href: 'https://redux-toolkit.js.org/introduction/getting-started#whats-included',
    },
  ],
  place: 'lab',
  how: 'esbuild bundles what each of the three needs for a store that a component follows, minified and without React. The bundle is compressed with gzip, level 9.',
  refutedBy: 'A script of Redux Toolkit that is less than ten times that of Zustand.',
  unit: '',
  digits: 1,
  holds: { min: 10 },
};
