'use client';

import { type JSX, useMemo, useState } from 'react';
import { nextSlug, NO_PROGRESS, type Standing, standingOf } from '../../../progress/index.ts';
import { count, formatSpan } from '../format.ts';
import { Sign } from '../icons.tsx';
import { TroubleNote } from '../trouble-note.tsx';
import { useProgress } from '../use-progress.ts';
import styles from './challenge-list.module.css';
import { FilterBar } from './filter-bar.tsx';
import { isRestricted, type ListedChallenge, NO_FILTER, passes } from './filter.ts';

/** The challenges by number, and what the reader made of each. Without script it is the list alone. */
export function ChallengeList({
  challenges,
  lessons,
}: {
  challenges: readonly ListedChallenge[];
  /** Those that prepare for some challenge, in the order of the course. */
  lessons: readonly { slug: string; title: string }[];
}): JSX.Element {
  const view = useProgress();
  const progress = view?.progress ?? NO_PROGRESS;
  const [filter, setFilter] = useState(NO_FILTER);
  const standings = useMemo(
    () => new Map(challenges.map(({ slug }) => [slug, standingOf(progress, slug)])),
    [challenges, progress],
  );
  const shown = challenges.filter((it) => passes(it, filter, standings.get(it.slug)?.state ?? 'new'));
  const solved = [...standings.values()].filter(({ state }) => state === 'solved').length;
  const next = nextSlug(
    progress,
    challenges.map(({ slug }) => slug),
  );
  const nextOne = challenges.find(({ slug }) => slug === next);
  const hasBegun = progress.attempts.length > 0;
  return (
    <>
      <div className={styles.standing}>
        <p>{view === undefined ? ' ' : `${solved} of ${challenges.length} solved`}</p>
        <p>
          {view !== undefined && nextOne !== undefined ? (
            <a className={styles.next} href={`/challenges/${nextOne.slug}`}>
              {hasBegun ? 'Go on where you left off' : 'Begin'}: {String(nextOne.id).padStart(2, '0')} {nextOne.title}
            </a>
          ) : null}
        </p>
      </div>
      <TroubleNote trouble={view?.trouble ?? null} what="Your progress" className={styles.trouble} />
      <FilterBar
        filter={filter}
        lessons={lessons}
        shown={shown.length}
        total={challenges.length}
        onChange={setFilter}
      />
      <h2 className={styles.unseen}>The list</h2>
      <ol className={styles.list}>
        {shown.map((challenge) => (
          <Row key={challenge.slug} challenge={challenge} standing={standings.get(challenge.slug)} />
        ))}
      </ol>
      {shown.length === 0 && isRestricted(filter) ? (
        <div className={styles.empty}>
          <p>No challenge passes this filter.</p>
          <button type="button" className={styles.button} onClick={() => setFilter(NO_FILTER)}>
            Show all {challenges.length}
          </button>
        </div>
      ) : null}
    </>
  );
}

const STATES = { new: 'not begun', tried: 'tried', solved: 'solved' } as const;

function Row({ challenge, standing }: { challenge: ListedChallenge; standing: Standing | undefined }): JSX.Element {
  const { slug, id, title, summary, difficulty, minutes, concepts, hints, isLive } = challenge;
  const state = standing?.state ?? 'new';
  return (
    <li className={styles.row} data-state={state}>
      <span className={styles.number}>{String(id).padStart(2, '0')}</span>
      <span className={styles.mark}>
        {state === 'new' ? null : <Sign name={state === 'solved' ? 'passed' : 'tried'} />}
        {state === 'new' ? null : <span className={styles.unseen}>{STATES[state]}: </span>}
      </span>
      <h3 className={styles.title}>
        <a href={`/challenges/${slug}`}>{title}</a>
      </h3>
      <div className={styles.about}>
        <p>{summary}</p>
        <p className={styles.concepts}>{concepts.join(' · ')}</p>
        {standing === undefined || state === 'new' ? null : (
          <p className={styles.done}>{sayStanding(standing, hints)}</p>
        )}
      </div>
      <p className={styles.facts}>
        <span>{difficulty}</span>
        <span>{minutes} min</span>
        {isLive ? <span title="Also graded against the lab’s real servers, in the terminal">live</span> : null}
      </p>
    </li>
  );
}

function sayStanding(standing: Standing, total: number): string {
  const { state, attempts, runs, hints, passed, tests, solutionSeen, quickestMs } = standing;
  return [
    state === 'solved' && quickestMs !== null ? `solved in ${formatSpan(quickestMs)}` : '',
    state === 'tried' && tests > 0 ? `best run ${passed}/${tests}` : '',
    count(attempts, 'attempt'),
    count(runs, 'run'),
    hints > 0 ? `${hints} of ${count(total, 'hint')}` : '',
    solutionSeen ? 'solution seen' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
