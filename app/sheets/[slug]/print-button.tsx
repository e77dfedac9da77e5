'use client';

import type { JSX } from 'react';
import controls from '../../../lib/ui/lane/controls.module.css';

/** Opens the browser’s own dialogue for printing. */
export function PrintButton(): JSX.Element {
  return (
    <button type="button" className={controls.button} data-print-button onClick={() => print()}>
      Print
    </button>
  );
}
