import { type JSX, useId } from 'react';
import controls from '../../lane/controls.module.css';
import styles from './challenge-list.module.css';
import { type Filter, isRestricted, NO_FILTER } from './filter.ts';

const DIFFICULTIES = ['', 'warm-up', 'core', 'hard'];
const STATES: readonly (readonly [Filter['state'], string])[] = [
  ['', 'all'],
  ['unsolved', 'unsolved'],
  ['tried', 'tried'],
  ['solved', 'solved'],
];

/** Chooses which challenges are shown, and says how many are. */
export function FilterBar({
  filter,
  lessons,
  shown,
  total,
  onChange,
}: {
  filter: Filter;
  lessons: readonly { slug: string; title: string }[];
  shown: number;
  total: number;
  onChange: (filter: Filter) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div className={`${controls.bar} ${styles.filter}`} role="search" aria-label="Challenges">
      <fieldset className={controls.group}>
        <legend>Difficulty</legend>
        <div className={controls.segments}>
          {DIFFICULTIES.map((difficulty) => (
            <button
              key={difficulty}
              type="button"
              className={controls.segment}
              aria-pressed={filter.difficulty === difficulty}
              onClick={() => onChange({ ...filter, difficulty })}
            >
              {difficulty === '' ? 'all' : difficulty}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className={controls.group}>
        <legend>Yours</legend>
        <div className={controls.segments}>
          {STATES.map(([state, label]) => (
            <button
              key={state}
              type="button"
              className={controls.segment}
              aria-pressed={filter.state === state}
              onClick={() => onChange({ ...filter, state })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      <div className={controls.group}>
        <label className={controls.caption} htmlFor={`${id}-lesson`}>
          Builds on the lesson
        </label>
        <select
          id={`${id}-lesson`}
          className={controls.input}
          value={filter.lesson}
          onChange={({ target }) => onChange({ ...filter, lesson: target.value })}
        >
          <option value="">any</option>
          {lessons.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div className={`${controls.group} ${controls.grow}`}>
        <label className={controls.caption} htmlFor={`${id}-search`}>
          Search
        </label>
        <input
          id={`${id}-search`}
          type="search"
          className={controls.input}
          placeholder="a title, a concept"
          autoComplete="off"
          spellCheck={false}
          value={filter.search}
          onChange={({ target }) => onChange({ ...filter, search: target.value })}
        />
      </div>
      <p className={styles.count} role="status">
        {shown === total ? `all ${total}` : `${shown} of ${total}`}
      </p>
      {isRestricted(filter) ? (
        <button type="button" className={controls.button} onClick={() => onChange(NO_FILTER)}>
          Show all
        </button>
      ) : null}
    </div>
  );
}
