import type { MDXModule } from 'mdx/types';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { JSX } from 'react';
import { type Lesson, loadCatalog } from '../../../content/catalog.server.ts';
import { type Challenge, loadChallenges } from '../../../content/challenges.server.ts';
import { countWords, loadSections } from '../../../content/lesson-sections.server.ts';
import { describePage } from '../../describe-page.ts';
import { LessonFrame } from './lesson-frame.tsx';
import type { TocEntry } from './lesson-rail.tsx';

interface Props {
  params: Promise<{ slug: string }>;
}

/** Lessons are files: what is not there when the pages are built does not exist. */
export const dynamicParams = false;

export function generateStaticParams(): { slug: string }[] {
  return loadCatalog().map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, title, summary } = find(loadCatalog(), (await params).slug);
  return describePage({ path: `/lessons/${slug}`, title, description: summary, isArticle: true });
}

/** A lesson, from `content/lessons/<folder>/lesson.mdx`. */
export default async function LessonPage({ params }: Props): Promise<JSX.Element> {
  const lessons = loadCatalog();
  const lesson = find(lessons, (await params).slug);
  const challenges = loadChallenges().filter((challenge) => challenge.lessons.includes(lesson.slug));
  const { default: Text } = (await import(`../../../content/lessons/${lesson.folder}/lesson.mdx`)) as MDXModule;
  return (
    <LessonFrame lesson={lesson} lessons={lessons} challenges={challenges} toc={await tocOf(lesson, challenges)}>
      <Text />
    </LessonFrame>
  );
}

/** The headings of the text, and those of the frame. */
async function tocOf(lesson: Lesson, challenges: readonly Challenge[]): Promise<TocEntry[]> {
  const sections = await loadSections(lesson);
  return [
    ...sections
      .filter(({ id }) => id !== '')
      .map(({ id, title, level, text }) => ({ id, title, level, words: Math.max(1, countWords(text)) })),
    ...(challenges.length === 0 ? [] : [{ id: 'build-it', title: 'Build it', level: 2 as const, words: 0 }]),
    { id: 'sources', title: 'Sources', level: 2, words: 0 },
  ];
}

function find(lessons: readonly Lesson[], slug: string): Lesson {
  return lessons.find((lesson) => lesson.slug === slug) ?? notFound();
}
