import type { MDXComponents } from 'mdx/types';
import {
  Check,
  ColumnHead,
  DecisionGuide,
  Facts,
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
  Check,
  DecisionGuide,
  Facts,
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
