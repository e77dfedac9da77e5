'use client';

import { type JSX, useEffect, useRef, useState } from 'react';
import { MAX_NOTES_LENGTH } from '../../../progress/index.ts';
import styles from './interview.module.css';

/** How long typing has to rest before it is recorded, in milliseconds. */
const REST_MS = 400;

/** A field for one's own words. What is typed is recorded when typing rests, and when the page is left. */
export function Notes({
  notes,
  onNote,
  label = 'Your notes',
}: {
  notes: string;
  onNote: (text: string) => void;
  label?: string;
}): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const latest = useRef({ typed, onNote });
  useEffect(() => {
    latest.current = { typed, onNote };
  });

  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => latest.current.onNote(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    const settle = (): void => {
      if (latest.current.typed !== undefined) latest.current.onNote(latest.current.typed);
    };
    window.addEventListener('pagehide', settle);
    return () => {
      settle();
      window.removeEventListener('pagehide', settle);
    };
  }, []);

  return (
    <label className={styles.notes}>
      <span>{label}</span>
      <textarea
        value={typed ?? notes}
        maxLength={MAX_NOTES_LENGTH}
        onChange={({ target }) => setTyped(target.value)}
        placeholder="Questions you would ask, cases to test, what you decided and why"
      />
    </label>
  );
}
