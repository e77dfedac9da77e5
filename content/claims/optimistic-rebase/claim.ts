import type { Claim } from '../claim.ts';

export const claim: Claim = {
  id: 'optimistic-rebase',
  topic: 'react',
  lesson: 'optimistic-updates',
  statement:
    'Messages that useOptimistic with a reducer shows, of three that arrive while one of the reader’s own is pending',
  why: 'React keeps the pending updates and applies them again to every new list that it is given. Where the update is a finished list, that list is shown, and what has arrived since is not in it.',
  sources: [{ title: 'React, useOptimistic', href: 'https://react.dev/reference/react/useOptimistic' }],
  place: 'browser',
  how: 'A message is added optimistically, in an action that stays pending. Meanwhile the confirmed list is set three times, each time with one message more. The page is read before the action ends. A second component does the same with a finished list instead of a reducer.',
  refutedBy: 'Any of the three missing, or the reader’s own.',
  unit: 'messages',
  holds: { min: 3, max: 3 },
};
