import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'one-task-one-render',
  topic: 'react',
  lesson: 'stores',
  heard: 'Every update of the state renders the component once.',
  statement: 'Renders of a component after a hundred updates of its state in one task, in the worst of four stores',
  why: 'React collects the updates of a task and renders once, with what the state is then. That saves work, and it means that a component never sees the states between: an effect on the last message misses all others of a burst.',
  sources: [
    {
      title: 'React, Queueing a series of state updates',
      href: 'https://react.dev/learn/queueing-a-series-of-state-updates',
    },
    {
      title: 'React 18, Automatic batching',
      href: 'https://react.dev/blog/2022/03/29/react-v18#new-feature-automatic-batching',
    },
  ],
  place: 'browser',
  how: 'A component follows a number in useState, Zustand, Redux Toolkit or the cache of TanStack Query. One task sets it to 1, 2, 3 and so on to 100. An effect counts the renders and notes each number that it is given.',
  refutedBy: 'A render for each update, or an effect that has seen every number.',
  unit: 'renders',
  holds: { min: 1, max: 2 },
};
