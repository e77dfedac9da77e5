import type { JSX } from 'react';

const PATHS = {
  passed: 'M2 7.5l3.2 3.5L12 3',
  failed: 'M3 3l8 8M11 3l-8 8',
  open: 'M7 2.5v9M2.5 7h9',
  tried: 'M2.5 7h9',
} as const;

/** A sign of 14 px, drawn as those of the lessons are. What it says stands beside it in words. */
export function Sign({ name, className }: { name: keyof typeof PATHS; className?: string | undefined }): JSX.Element {
  return (
    <svg className={className} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
