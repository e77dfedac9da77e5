import { type JSX, memo, useEffect } from 'react';
import styles from './optimistic-list.module.css';

/** One line of a list, as it is shown. */
export interface Line {
  /** What React knows it by. */
  readonly key: string;
  /** The item that it shows. */
  readonly item: string;
  readonly title: string;
  /** What is to be said of it, besides its title. */
  readonly mark?: string;
}

/** One list. A line can be chosen, to be renamed or deleted. */
export function ListPane({
  id,
  title,
  lines,
  chosen,
  onChoose,
  onMount,
}: {
  id: string;
  title: string;
  lines: readonly Line[];
  chosen?: string | undefined;
  onChoose?: (item: string) => void;
  /** Called for each line that React has made anew. */
  onMount?: () => void;
}): JSX.Element {
  return (
    <section className={styles.pane} data-list={id} aria-label={title}>
      <p className={styles.paneTitle}>{title}</p>
      {lines.length === 0 ? (
        <p className={styles.empty}>Nothing in it.</p>
      ) : (
        <div className={styles.lines} role="region" aria-label={`${title}, its items`} tabIndex={0}>
          <ul>
            {keyed(lines).map(({ reactKey, line }) => (
              <Row key={reactKey} line={line} isChosen={line.item === chosen} onChoose={onChoose} onMount={onMount} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** React wants keys that differ; where a list doubles an item under one key, the second is shown all the same. */
function keyed(lines: readonly Line[]): { reactKey: string; line: Line }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const times = (seen.get(line.key) ?? 0) + 1;
    seen.set(line.key, times);
    return { reactKey: times === 1 ? line.key : `${line.key}#${times}`, line };
  });
}

const Row = memo(function Row({
  line,
  isChosen,
  onChoose,
  onMount,
}: {
  line: Line;
  isChosen: boolean;
  onChoose: ((item: string) => void) | undefined;
  onMount: (() => void) | undefined;
}): JSX.Element {
  useEffect(() => onMount?.(), [onMount]);
  const text = (
    <>
      <span className={styles.itemTitle}>{line.title}</span>
      {line.mark !== undefined && <span className={styles.mark}>{line.mark}</span>}
      <span className={styles.key}>{line.key}</span>
    </>
  );
  if (onChoose === undefined) return <li className={styles.row}>{text}</li>;
  return (
    <li>
      <button type="button" className={styles.row} aria-pressed={isChosen} onClick={() => onChoose(line.item)}>
        {text}
      </button>
    </li>
  );
});
