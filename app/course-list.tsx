import { Fragment, type JSX } from 'react';
import type { Lesson } from '../content/catalog.server.ts';
import { loadSections } from '../content/lesson-sections.server.ts';
import { COMING, type ComingLesson, PARTS } from '../content/outline.ts';
import { TransportMark } from '../lib/ui/transport-mark/index.ts';
import styles from './course-list.module.css';

/** The course, part by part: the lessons that there are, and between them by their numbers those that are to come. */
export function CourseList({ lessons, level }: { lessons: readonly Lesson[]; level: 'h2' | 'h3' }): JSX.Element {
  const PartHeading = level;
  return (
    <div className={styles.course}>
      {PARTS.map(({ id, title }) => {
        const inPart = lessons.filter(({ part }) => part === id);
        const minutes = inPart.reduce((sum, lesson) => sum + lesson.minutes, 0);
        const rows = [
          ...inPart.map((lesson) => ({
            number: lesson.number,
            row: <LessonRow lesson={lesson} lessons={lessons} level={level === 'h2' ? 'h3' : 'h4'} />,
          })),
          ...COMING.filter(({ part }) => part === id).map((lesson) => ({
            number: lesson.number,
            row: <ComingRow lesson={lesson} />,
          })),
        ].toSorted((a, b) => a.number - b.number);
        return (
          <section key={id} aria-labelledby={`part-${id}`}>
            <div className={styles.head}>
              <PartHeading id={`part-${id}`}>{title}</PartHeading>
              <p>{inPart.length === 0 ? 'to come' : `${count(inPart.length, 'lesson')}, ${minutes} min`}</p>
            </div>
            <ol className={styles.list}>
              {rows.map(({ number, row }) => (
                <Fragment key={number}>{row}</Fragment>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

async function LessonRow({
  lesson,
  lessons,
  level: Title,
}: {
  lesson: Lesson;
  lessons: readonly Lesson[];
  level: 'h3' | 'h4';
}): Promise<JSX.Element> {
  const { slug, number, title, summary, minutes, transport, requires } = lesson;
  const sections = (await loadSections(lesson)).filter(({ id }) => id !== '');
  const required = lessons.filter((other) => requires.includes(other.slug));
  return (
    <li className={styles.lesson} data-transport={transport} data-lesson={slug} data-sections={sections.length}>
      <span className={styles.number}>{twoDigits(number)}</span>
      <span className={styles.mark}>{transport === undefined ? null : <TransportMark id={transport} size={20} />}</span>
      <Title className={styles.title}>
        <a href={`/lessons/${slug}`}>{title}</a>
      </Title>
      <div className={styles.about}>
        <p>{summary}</p>
        {required.length === 0 ? null : (
          <p className={styles.requires}>
            builds on{' '}
            {required.map((other, index) => (
              <span key={other.slug}>
                {index === 0 ? '' : ', '}
                <a href={`/lessons/${other.slug}`} title={other.title}>
                  {twoDigits(other.number)}
                  <span className={styles.hidden}> {other.title}</span>
                </a>
              </span>
            ))}
          </p>
        )}
      </div>
      <p className={styles.facts}>
        <span>{minutes} min</span>
        <span className={styles.state} data-state="" />
      </p>
    </li>
  );
}

/** It leads nowhere: there is nothing there yet. */
function ComingRow({ lesson: { number, title, summary } }: { lesson: ComingLesson }): JSX.Element {
  return (
    <li className={styles.coming}>
      <span className={styles.number}>{twoDigits(number)}</span>
      <span className={styles.mark} />
      <p className={styles.title}>{title}</p>
      <p className={styles.about}>{summary}</p>
      <p className={styles.facts}>to come</p>
    </li>
  );
}

/** The number of a lesson as its folder has it. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function count(howMany: number, what: string): string {
  return `${howMany} ${what}${howMany === 1 ? '' : 's'}`;
}
