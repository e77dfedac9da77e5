'use client';

import { type JSX, type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { DialogProps } from '../shell/shell-script.tsx';
import { ModalDialog } from '../shell/modal-dialog.tsx';
import { readRecent, rememberRecent } from './recent.ts';
import { ResultList, type ShownGroup } from './result-list.tsx';
import styles from './search.module.css';
import { useSearchIndex } from './use-search.ts';

const TITLES = {
  lesson: 'Lessons',
  challenge: 'Challenges',
  claim: 'Claims',
  term: 'Glossary',
  sheet: 'Sheets',
  page: 'Pages',
} as const;

/** The search over everything: a field, and what was found below it. The field keeps the focus; arrows choose. */
export function SearchDialog({ onClose, typed }: DialogProps): JSX.Element {
  const id = useId();
  const { index, retry } = useSearchIndex();
  const [query, setQuery] = useState(typed);
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const words = query.trim();
  const groups = useMemo<ShownGroup[]>(() => {
    if (words === '') {
      const recent = readRecent();
      const hits = recent.map(({ href, title }) => ({ href, title, place: '', text: '', words: [] }));
      return hits.length === 0 ? [] : [{ title: 'Opened last', hits }];
    }
    if (index.name !== 'ready') return [];
    return index.search(words).map(({ kind, hits }) => ({ title: TITLES[kind], hits }));
  }, [index, words]);
  const hits = groups.flatMap((group) => group.hits);
  const active = hits[Math.min(chosen, hits.length - 1)];

  const activeId = active && `${id}-${hits.indexOf(active)}`;

  useEffect(() => {
    // Not `scrollIntoView`, which would move the page below as well.
    const option = activeId === undefined ? null : document.getElementById(activeId);
    if (!option || !list.current) return;
    const [place, room] = [option.getBoundingClientRect(), list.current.getBoundingClientRect()];
    if (place.top < room.top) list.current.scrollTop -= room.top - place.top + 32;
    else if (place.bottom > room.bottom) list.current.scrollTop += place.bottom - room.bottom + 8;
  }, [activeId]);

  function remember(href: string): void {
    const hit = hits.find((each) => each.href === href);
    if (hit) rememberRecent({ href, title: hit.place === '' ? hit.title : `${hit.place}: ${hit.title}` });
  }

  function open(href: string, isElsewhere: boolean): void {
    remember(href);
    if (isElsewhere) window.open(href, '_blank', 'noopener');
    else {
      onClose();
      location.assign(href);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = hits.length - 1;
    const at = Math.min(chosen, last);
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosen(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setChosen(at <= 0 ? Math.max(last, 0) : at - 1);
    else if (event.key === 'Enter' && active) open(active.href, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent<HTMLAnchorElement>): void {
    const href = event.currentTarget.getAttribute('href') ?? '';
    // With a modifier the browser opens it as it opens any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return remember(href);
    event.preventDefault();
    open(href, false);
  }

  return (
    <ModalDialog label="Search" onClose={onClose} className={styles.dialog}>
      <div className={styles.field}>
        <label className={styles.hidden} htmlFor={`${id}-field`}>
          Search lessons, challenges, claims, terms and pages
        </label>
        <input
          id={`${id}-field`}
          className={styles.input}
          type="search"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(activeId === undefined ? {} : { 'aria-activedescendant': activeId })}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder="Search everything"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={styles.close} onClick={onClose}>
          Close
        </button>
      </div>
      <ResultList ref={list} id={id} groups={groups} active={active?.href} onClick={onClick} />
      <p className={styles.status} role="status">
        {say()}
        {index.name === 'failed' && (
          <button type="button" onClick={retry}>
            Try again
          </button>
        )}
      </p>
      <p className={styles.help}>
        <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> open, <kbd>Ctrl</kbd> <kbd>Enter</kbd> in a new tab,{' '}
        <kbd>Esc</kbd> close
      </p>
    </ModalDialog>
  );

  function say(): string {
    if (index.name === 'failed') return 'The index could not be loaded: the pages’ server does not answer. ';
    if (words === '') return hits.length === 0 ? 'Try “close code”, “backoff” or “1006”.' : '';
    if (index.name === 'loading') return 'Loading the index …';
    if (hits.length === 0) return `Nothing has “${words}” in it. Try fewer words, or others.`;
    return `${hits.length} ${hits.length === 1 ? 'result' : 'results'}`;
  }
}
