import { type JSX, useId } from 'react';
import controls from '../../lib/ui/lane/controls.module.css';
import type { ClaimView } from './claim-view.ts';
import styles from './claims-page.module.css';
import type { ClaimFilter } from './filter-claims.ts';
import { TOPIC_TITLES } from './topics.ts';

const PLACES: readonly (readonly [ClaimFilter['place'], string])[] = [
  ['', 'all'],
  ['lab', 'in the lab'],
  ['browser', 'in this browser'],
];

/** Chooses which claims are shown, and says how many are. */
export function ClaimFilterBar({
  filter,
  topics,
  shown,
  total,
  onChange,
}: {
  filter: ClaimFilter;
  topics: readonly ClaimView['topic'][];
  shown: number;
  total: number;
  onChange: (filter: ClaimFilter) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div className={`${controls.bar} ${styles.filter}`} role="search" aria-label="Claims">
      <div className={`${controls.group} ${controls.grow}`}>
        <label className={controls.caption} htmlFor={`${id}-text`}>
          Words
        </label>
        <input
          id={`${id}-text`}
          type="search"
          className={controls.input}
          value={filter.text}
          onChange={({ target }) => onChange({ ...filter, text: target.value })}
        />
      </div>
      <div className={controls.group}>
        <label className={controls.caption} htmlFor={`${id}-topic`}>
          Topic
        </label>
        <select
          id={`${id}-topic`}
          className={controls.input}
          value={filter.topic}
          onChange={({ target }) => onChange({ ...filter, topic: target.value })}
        >
          <option value="">all</option>
          {topics.map((topic) => (
            <option key={topic} value={topic}>
              {TOPIC_TITLES[topic]}
            </option>
          ))}
        </select>
      </div>
      <fieldset className={controls.group}>
        <legend>Measured</legend>
        <div className={controls.segments}>
          {PLACES.map(([place, label]) => (
            <button
              key={place}
              type="button"
              className={controls.segment}
              aria-pressed={filter.place === place}
              onClick={() => onChange({ ...filter, place })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className={controls.group}>
        <legend>Told wrong</legend>
        <button
          type="button"
          className={controls.segment}
          aria-pressed={filter.folklore}
          onClick={() => onChange({ ...filter, folklore: !filter.folklore })}
        >
          folklore only
        </button>
      </fieldset>
      <p className={styles.count} role="status">
        {shown === total ? `${total} claims` : `${shown} of ${total}`}
      </p>
    </div>
  );
}
