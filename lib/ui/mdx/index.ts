export { Heard, Note, Pitfall } from './callout.tsx';
export { Check, Option, Question } from './check.tsx';
export { ColumnHead, Facts, Term, Wire } from './figures.tsx';
export { Heading2, Heading3 } from './heading.tsx';
export * as figures from './lesson-figures.tsx';
export { LiveLane } from './live-lane.tsx';
export { Learn, Recap, Try } from './sections.tsx';
