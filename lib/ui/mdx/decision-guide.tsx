'use client';

import { type JSX, lazy, Suspense } from 'react';

// One route renders all lessons, so what is imported here plainly would be sent with every one of them.
const Guide = lazy(async () => ({ default: (await import('../decision-guide/index.ts')).DecisionGuide }));

/** The decision guide inside a lesson: in the page from the start, its script only where it is used. */
export function DecisionGuide(): JSX.Element {
  return (
    <Suspense>
      <Guide />
    </Suspense>
  );
}
