'use client';

import { type JSX, useState } from 'react';
import controls from '../lane/controls.module.css';
import styles from './close-codes.module.css';
import { PageEndings } from './page-endings.tsx';
import { RawEndings } from './raw-endings.tsx';

/** Ends live connections: from a page, in all ways that a page has, or with a close frame made by hand. */
export function CloseCodes(): JSX.Element {
  const [isRaw, setIsRaw] = useState(false);
  const choice = (
    <div className={`${controls.segments} ${styles.choice}`} role="group" aria-label="Who closes">
      <button type="button" className={controls.segment} aria-pressed={!isRaw} onClick={() => setIsRaw(false)}>
        A page’s WebSocket
      </button>
      <button type="button" className={controls.segment} aria-pressed={isRaw} onClick={() => setIsRaw(true)}>
        Raw
      </button>
    </div>
  );
  return isRaw ? <RawEndings choice={choice} /> : <PageEndings choice={choice} />;
}
