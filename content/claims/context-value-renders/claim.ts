import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'context-value-renders',
  topic: 'react',
  lesson: 'sharing-a-connection',
  heard: 'Components in memo only render when their props change.',
  statement: 'Readers of a context, all in memo, that render when the provider renders and makes its value anew',
  why: 'A context tells its readers whenever its value is another one by identity. memo compares props, and the context is none of them.',
  sources: [
    {
      title: 'React, useContext: Optimizing re-renders when passing objects and functions',
      href: 'https://react.dev/reference/react/useContext#optimizing-re-renders-when-passing-objects-and-functions',
    },
  ],
  place: 'browser',
  how: 'A provider with the value { socket, isOpen } is rendered once more without any change. The renders of its ten readers are counted; then the same with the value kept by useMemo.',
  refutedBy: 'Fewer than ten of the readers render.',
  unit: 'of 10 readers',
  holds: { min: 10, max: 10 },
};
