import type { JSX } from 'react';
import type { Lesson } from '../../../content/catalog.server.ts';
import { COMING } from '../../../content/outline.ts';
import styles from './lesson-foot.module.css';

/** The end of a lesson: how much of it was read, and the lessons before and after it. */
export function LessonFoot({ lesson, lessons }: { lesson: Lesson; lessons: readonly Lesson[] }): JSX.Element {
  const place = lessons.findIndex(({ slug }) => slug === lesson.slug);
  const previous = lessons[place - 1];
  const next = lessons[place + 1];
  return (
    <footer className={styles.foot}>
      <div className={styles.reading}>
        <p role="status" data-read-state="">
          What you read is noted in this browser alone.
        </p>
        <button type="button" data-read-toggle="">
          Mark as read
        </button>
      </div>
      <nav className={styles.steps} aria-label="Previous and next lesson">
        {previous === undefined ? <span /> : <Step from={lesson} to={previous} rel="prev" />}
        {next === undefined ? (
          <a className={styles.step} href="/compare" rel="next">
            <span className={styles.word}>Next</span>
            <span>Compare all five</span>
          </a>
        ) : (
          <Step from={lesson} to={next} rel="next" />
        )}
      </nav>
    </footer>
  );
}

function Step({ from, to, rel }: { from: Lesson; to: Lesson; rel: 'prev' | 'next' }): JSX.Element {
  const [low, high] = from.number < to.number ? [from.number, to.number] : [to.number, from.number];
  const between = COMING.filter(({ number }) => number > low && number < high).map(({ number }) => number);
  return (
    <a className={styles.step} href={`/lessons/${to.slug}`} rel={rel}>
      <span className={styles.word}>
        {rel === 'prev' ? 'Previous' : 'Next'}, lesson {to.number}
      </span>
      <span>{to.title}</span>
      {between.length === 0 ? null : <span className={styles.gap}>{sayGap(between)} still to come</span>}
    </a>
  );
}

function sayGap(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === last) return `${first} is`;
  return numbers.length === 2 ? `${first} and ${last} are` : `${first} to ${last} are`;
}
