import { type JSX, type KeyboardEvent, useRef } from 'react';
import styles from './tab-list.module.css';

/** One of several panels, of which one is shown. */
export interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** A small word behind the label. */
  note?: string;
}

/** Tabs as the ARIA practices have them: arrows go along, one of them is in the order of the Tab key. */
export function TabList<Id extends string>({
  name,
  label,
  tabs,
  chosen,
  onChoose,
}: {
  /** Begins the ids of the tabs (`<name>-<id>-tab`) and of their panels (`<name>-<id>`). */
  name: string;
  label: string;
  tabs: readonly Tab<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
}): JSX.Element {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const index = tabs.findIndex(({ id }) => id === chosen);
    const next = {
      ArrowRight: tabs[(index + 1) % tabs.length],
      ArrowLeft: tabs[(index - 1 + tabs.length) % tabs.length],
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`#${name}-${next.id}-tab`)?.focus();
  }

  return (
    // The keys come from the tabs inside, which are focused.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={list} className={styles.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: text, note }) => (
        <button
          key={id}
          id={`${name}-${id}-tab`}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={id === chosen}
          aria-controls={`${name}-${id}`}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {text}
          {note === undefined ? null : <span className={styles.note}>{note}</span>}
        </button>
      ))}
    </div>
  );
}
