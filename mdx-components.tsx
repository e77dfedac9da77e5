import type { MDXComponents } from 'mdx/types';
import { Claim, Folklore } from './app/claims/in-lesson.tsx';
import {
  Check,
  ColumnHead,
  Facts,
  figures,
  Heading2,
  Heading3,
  Heard,
  Learn,
  LiveLane,
  Note,
  Option,
  Pitfall,
  Question,
  Recap,
  Term,
  Try,
  Wire,
} from './lib/ui/mdx/index.ts';
import { TransportName } from './lib/ui/transport-mark/index.ts';

const components: MDXComponents = {
  h2: Heading2,
  h3: Heading3,
  th: ColumnHead,
  ...figures,
  Check,
  Claim,
  Facts,
  Folklore,
  Heard,
  Learn,
  LiveLane,
  Note,
  Option,
  Pitfall,
  Question,
  Recap,
  Term,
  Transport: TransportName,
  Try,
  Wire,
};

/** The vocabulary of the lessons, as Next's MDX support asks for it. */
export function useMDXComponents(): MDXComponents {
  return components;
}
