import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'narrow-selectors',
  topic: 'react',
  lesson: 'stores',
  statement:
    'How many times as many renders ten components cost when each takes the whole state, and not only what it shows',
  why: 'A store asks React to render a component when what its selector returns is another value than before. The whole state is another one after every event; a row of it only when the event is of that row.',
  sources: [
    { title: 'Zustand, useStore', href: 'https://zustand.docs.pmnd.rs/reference/hooks/use-store' },
    { title: 'Redux, Deriving data with selectors', href: 'https://redux.js.org/usage/deriving-data-selectors' },
  ],
  place: 'browser',
  how: 'A title, eight rows and a list of the newest follow a store of Zustand and one of Redux. Eighty events come, each in a task of its own and each for one row. An effect in every component counts its renders.',
  refutedBy: 'As many renders with either selector.',
  unit: '',
  digits: 1,
  holds: { min: 4.5, max: 5.5 },
};
