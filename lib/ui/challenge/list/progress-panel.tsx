'use client';

import { type JSX, useMemo, useRef, useState } from 'react';
import { formatProgress, mergeProgress, NO_PROGRESS, type Progress } from '../../../progress/index.ts';
import { count } from '../format.ts';
import { progressStore, useProgress } from '../use-progress.ts';
import { readBrought, sayNews } from './bring-in.ts';
import styles from './progress-panel.module.css';
import { useCommandLine } from './use-command-line.ts';

/** Takes the progress along and brings another in: from a file, or from the command line of this machine. */
export function ProgressPanel(): JSX.Element {
  const view = useProgress();
  const mine = view?.progress ?? NO_PROGRESS;
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');

  function bringIn(text: string, from: string): void {
    const brought = readBrought(text, progressStore().view().progress);
    if (!brought.ok) {
      setSaid(`${from} is no progress that this lab can read: ${brought.reason}. Nothing was changed.`);
      return;
    }
    progressStore().update((progress) => mergeProgress(progress, brought.progress));
    const { news } = brought;
    setSaid(
      news.attempts === 0
        ? `${from} holds nothing that was not known here.`
        : `Brought in from ${from}: ${sayNews(news)}. What was here before is still here.`,
    );
  }

  return (
    <section className={styles.panel} aria-labelledby="progress">
      <h2 id="progress">Your progress</h2>
      <p className={styles.note}>
        It is kept in this browser, {count(mine.attempts.length, 'attempt')} so far. The command line keeps its own in{' '}
        <code>challenges/progress.json</code>; both have one format, and bringing one into the other loses nothing.
      </p>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.button}
          disabled={mine.attempts.length === 0}
          onClick={() => save(mine)}
        >
          Save as a file
        </button>
        <button type="button" className={styles.button} onClick={() => input.current?.click()}>
          Bring in a file …
        </button>
        <input
          ref={input}
          type="file"
          className={styles.unseen}
          accept=".json,application/json"
          aria-label="A file with progress"
          tabIndex={-1}
          onChange={({ target }) => {
            const file = target.files?.[0];
            // The same file may be chosen again.
            target.value = '';
            void file?.text().then((text) => bringIn(text, `“${file.name}”`));
          }}
        />
      </div>
      <CommandLineOffer mine={mine} onBringIn={(text) => bringIn(text, 'the command line')} />
      <p className={styles.said} role="status">
        {said}
      </p>
    </section>
  );
}

function CommandLineOffer({
  mine,
  onBringIn,
}: {
  mine: Progress;
  onBringIn: (text: string) => void;
}): JSX.Element | null {
  const known = useCommandLine();
  const brought = useMemo(() => (known.kind === 'text' ? readBrought(known.text, mine) : undefined), [known, mine]);
  if (known.kind === 'unreadable' || brought?.ok === false) {
    return (
      <p className={styles.bad}>
        What the command line wrote, <code>challenges/progress.json</code>, cannot be read
        {brought?.ok === false ? `: ${brought.reason}` : ''}. It stays as it is.
      </p>
    );
  }
  if (known.kind !== 'text' || brought === undefined || brought.news.attempts === 0) return null;
  return (
    <p className={styles.offer}>
      <span>The command line on this machine knows more: {sayNews(brought.news)}.</span>
      <button type="button" className={styles.button} onClick={() => onBringIn(known.text)}>
        Bring them in
      </button>
    </p>
  );
}

/** How long the browser may take to read a file that is saved, in milliseconds. */
const SAVED_MS = 60_000;

function save(progress: Progress): void {
  const url = URL.createObjectURL(new Blob([formatProgress(progress)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `wirelab-progress-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_MS);
}
