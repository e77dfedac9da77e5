'use client';

import { type JSX, useEffect, useRef, useState } from 'react';
import { loadEditor } from './load-editor.ts';
import styles from './editor.module.css';

/** Two texts beside each other, and what differs. Nothing in it can be changed. */
export function DiffView({
  mine,
  theirs,
  mineLabel,
  theirsLabel,
  isNarrow,
}: {
  mine: string;
  theirs: string;
  mineLabel: string;
  theirsLabel: string;
  isNarrow: boolean;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    let view: { destroy(): void } | undefined;
    loadEditor().then(
      ({ createDiff }) => {
        if (isGone || place.current === null) return;
        view = createDiff({ parent: place.current, mine, theirs, mineLabel, theirsLabel, isNarrow });
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      view?.destroy();
    };
  }, [mine, theirs, mineLabel, theirsLabel, isNarrow]);
  return (
    <>
      {hasFailed ? (
        <p className={styles.failed}>What compares the two could not be fetched. Is the lab still running?</p>
      ) : null}
      <div ref={place} className={styles.diff} />
    </>
  );
}
