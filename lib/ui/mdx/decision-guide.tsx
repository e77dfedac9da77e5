'use client';

import { type JSX, lazy } from 'react';
// With its script the style would come after the text that it is for, which stands in the page from the start.
import '../decision-guide/decision-guide.module.css';

// One route renders all lessons, so what is imported here plainly would be sent with every one of them.
const Guide = lazy(async () => ({ default: (await import('../decision-guide/index.ts')).DecisionGuide }));

/**
 * The decision guide inside a lesson: in the page from the start, its script only where it is used.
 *
 * No `Suspense` around it: React sends what stands in a large boundary behind the page and moves it into place by script,
 * so that the text below it would jump.
 */
export function DecisionGuide(): JSX.Element {
  return <Guide />;
}
