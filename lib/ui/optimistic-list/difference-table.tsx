import { type JSX, useSyncExternalStore } from 'react';
import { isSettled, type ListState } from './list-run.ts';
import { type MadeLines, NONE_MADE, VERSIONS } from './made-lines.ts';
import styles from './optimistic-list.module.css';

/** What differs between each version and the log. While something is open, a difference is none: nothing is said. */
export function DifferenceTable({
  state,
  madeLines,
}: {
  state: ListState | undefined;
  madeLines: MadeLines;
}): JSX.Element {
  const isKnown = state !== undefined && isSettled(state);
  const made = useSyncExternalStore(madeLines.subscribe, madeLines.read, () => NONE_MADE);
  return (
    <div className={styles.scroll} role="region" aria-label="What differs from the log" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Against the log</th>
            <th scope="col">Lost</th>
            <th scope="col">Doubled</th>
            <th scope="col">Not in the log</th>
            <th scope="col">Taken back wrongly</th>
            <th scope="col">Lines made</th>
          </tr>
        </thead>
        <tbody>
          {VERSIONS.map((version) => {
            const own = isKnown ? state.differences[version] : undefined;
            return (
              <tr key={version} data-version={version}>
                <th scope="row">With {version}</th>
                <td data-count="lost">{own?.lost ?? '–'}</td>
                <td data-count="doubled">{own?.doubled ?? '–'}</td>
                <td data-count="ghosts">{own?.ghosts ?? '–'}</td>
                <td data-count="taken-back">{own?.takenBack ?? '–'}</td>
                <td data-count="made">{state === undefined ? '–' : made[version]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
