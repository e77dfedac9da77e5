import type { CSSProperties } from 'react';
import type { Split } from './use-split.ts';

/** The custom properties that workbench.module.css divides a workbench by. */
export function splitStyle({ columns, rows }: Split): CSSProperties {
  return { '--columns': `${columns}%`, '--rows': `${rows}%` };
}
