'use client';

import { useEffect } from 'react';
import { enableCopyButtons } from './copy.ts';

/** What the frame of a page needs of script besides the theme switch. Renders nothing. */
export function ShellScript(): null {
  useEffect(() => enableCopyButtons(document), []);
  return null;
}
