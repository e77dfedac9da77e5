import type { MDXModule } from 'mdx/types';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { JSX } from 'react';
import { type Lesson, loadCatalog } from '../../../content/catalog.server.ts';
import { loadChallenges } from '../../../content/challenges.server.ts';
import { LessonFrame } from './lesson-frame.tsx';

interface Props {
  params: Promise<{ slug: string }>;
}

/** Lessons are files: what is not there when the pages are built does not exist. */
export const dynamicParams = false;

export function generateStaticParams(): { slug: string }[] {
  return loadCatalog().map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary } = find(loadCatalog(), (await params).slug);
  return { title, description: summary };
}

/** A lesson, from `content/lessons/<folder>/lesson.mdx`. */
export default async function LessonPage({ params }: Props): Promise<JSX.Element> {
  const lessons = loadCatalog();
  const lesson = find(lessons, (await params).slug);
  const challenges = loadChallenges().filter((challenge) => challenge.lessons.includes(lesson.slug));
  const { default: Text } = (await import(`../../../content/lessons/${lesson.folder}/lesson.mdx`)) as MDXModule;
  return (
    <LessonFrame lesson={lesson} lessons={lessons} challenges={challenges}>
      <Text />
    </LessonFrame>
  );
}

function find(lessons: readonly Lesson[], slug: string): Lesson {
  return lessons.find((lesson) => lesson.slug === slug) ?? notFound();
}
