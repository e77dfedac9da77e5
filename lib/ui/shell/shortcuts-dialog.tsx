'use client';

import { createElement, Fragment, type JSX, useState, useSyncExternalStore } from 'react';
import { areKeysOn, KEYS_KEY } from './commands.ts';
import { ModalDialog } from './modal-dialog.tsx';
import { type PageKeys, readPageKeys, watchPageKeys } from './page-keys.ts';
import type { DialogProps } from './shell-script.tsx';
import styles from './shortcuts.module.css';

const EVERYWHERE: PageKeys = {
  title: 'On every page',
  hints: [
    { keys: 'Ctrl K, ⌘ K or /', does: 'search' },
    { keys: '?', does: 'this list' },
    { keys: 'd', does: 'dark or light' },
    { keys: 'Tab', does: 'the next control; the first one skips to the content' },
  ],
};

const LESSON: PageKeys = {
  title: 'In a lesson',
  hints: [
    { keys: 'j', does: 'the next lesson' },
    { keys: 'k', does: 'the previous lesson' },
  ],
};

const CHALLENGE: PageKeys = {
  title: 'In the editor of a challenge',
  hints: [
    { keys: 'Ctrl Enter or ⌘ Enter', does: 'run the grade' },
    { keys: 'Escape, then Tab', does: 'leave the editor' },
  ],
};

/** The keys of the page, and whether those of one letter are on. */
export function ShortcutsDialog({ onClose }: DialogProps): JSX.Element {
  const [isOn, setOn] = useState(areKeysOn);
  // A page that is coming to life lists its keys a moment after `?` works.
  const ofPage = useSyncExternalStore(watchPageKeys, readPageKeys);
  const lists = [
    EVERYWHERE,
    ...(document.querySelector('[data-lesson-text]') ? [LESSON] : []),
    ...(document.querySelector('.cm-editor') ? [CHALLENGE] : []),
    ...ofPage,
  ];

  function turn(on: boolean): void {
    setOn(on);
    try {
      if (on) localStorage.removeItem(KEYS_KEY);
      else localStorage.setItem(KEYS_KEY, 'off');
    } catch {
      // Storage is forbidden: they stay as they are.
      setOn(areKeysOn());
    }
  }

  return (
    <ModalDialog label="Keys" onClose={onClose} className={styles.dialog}>
      <div className={styles.head}>
        <h2>Keys</h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <div className={styles.lists} tabIndex={0} role="region" aria-label="The keys of this page">
        {lists.map(({ title, hints }) => (
          <section key={title} className={styles.part}>
            <h3>{title}</h3>
            <dl>
              {hints.map(({ keys, does }) => (
                <div key={keys}>
                  <dt>
                    <Keys text={keys} />
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.choice}>
        <input type="checkbox" checked={isOn} onChange={(event) => turn(event.target.checked)} />
        <span>
          Keys of one letter, such as <kbd>/</kbd> and <kbd>?</kbd>, work where nobody types
        </span>
      </label>
    </ModalDialog>
  );
}

/** Words between keys: what stands on both sides of them is a key, or several pressed together. */
const BETWEEN = /(, then |, | or | – | )/;

/** Every key of a hint as a key, with the words between them as words. */
function Keys({ text }: { text: string }): JSX.Element {
  // One key may stand there twice, so that they are children by their place, and not a list.
  const parts = text.split(BETWEEN).map((part, index) => (index % 2 === 1 ? part : createElement('kbd', null, part)));
  return createElement(Fragment, null, ...parts);
}
