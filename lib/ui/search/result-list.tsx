import type { JSX, MouseEvent, Ref } from 'react';
import { markWords, snippetOf } from './mark-words.ts';
import type { Hit } from './search-index.ts';
import styles from './search.module.css';

/** Results under a heading. */
export interface ShownGroup {
  title: string;
  hits: readonly Omit<Hit, 'kind'>[];
}

/** What was found, as the list of a combobox: the field has the focus, and names the option that is chosen. */
export function ResultList({
  ref,
  id,
  groups,
  active,
  onClick,
}: {
  ref: Ref<HTMLDivElement>;
  id: string;
  groups: readonly ShownGroup[];
  /** The address of the option that is chosen. */
  active: string | undefined;
  onClick: (event: MouseEvent<HTMLAnchorElement>) => void;
}): JSX.Element {
  const order = groups.flatMap(({ hits }) => hits);
  return (
    <div ref={ref} id={`${id}-list`} className={styles.list} role="listbox" aria-label="Results" tabIndex={-1}>
      {groups.map(({ title, hits }, place) => (
        <div key={title} role="group" aria-labelledby={`${id}-group-${place}`} className={styles.group}>
          <p id={`${id}-group-${place}`} className={styles.kind} role="presentation">
            {title}
          </p>
          {hits.map((hit) => (
            <a
              key={hit.href}
              id={`${id}-${order.indexOf(hit)}`}
              className={styles.option}
              role="option"
              aria-selected={hit.href === active}
              href={hit.href}
              tabIndex={-1}
              onClick={onClick}
            >
              {hit.place === '' ? null : (
                <span className={styles.place}>
                  <Marked text={hit.place} words={hit.words} />
                </span>
              )}
              <span className={styles.title}>
                <Marked text={hit.title} words={hit.words} />
              </span>
              {hit.text === '' ? null : (
                <span className={styles.text}>
                  <Marked text={snippetOf(hit.text, hit.words)} words={hit.words} />
                </span>
              )}
            </a>
          ))}
        </div>
      ))}
    </div>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }): JSX.Element {
  return (
    <>
      {markWords(text, words).map(({ at, text: piece, isMarked }) =>
        isMarked ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </>
  );
}
