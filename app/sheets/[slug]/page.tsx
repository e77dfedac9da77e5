import type { MDXModule } from 'mdx/types';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ComponentProps, JSX } from 'react';
import { loadCatalog } from '../../../content/catalog.server.ts';
import { loadSheets, type Sheet } from '../../../content/sheets.server.ts';
import { describePage } from '../../describe-page.ts';
import { SourceLinks } from '../../source-links.tsx';
import styles from '../sheets.module.css';
import { PrintButton } from './print-button.tsx';

interface Props {
  params: Promise<{ slug: string }>;
}

/** Sheets are files: what is not there when the pages are built does not exist. */
export const dynamicParams = false;

export function generateStaticParams(): { slug: string }[] {
  return loadSheets().map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, title, summary } = find((await params).slug);
  return describePage({ path: `/sheets/${slug}`, title: `${title}, a sheet`, description: summary });
}

/** A sheet, from `content/cheatsheets/<slug>.mdx`: one side of paper. */
export default async function SheetPage({ params }: Props): Promise<JSX.Element> {
  const sheet = find((await params).slug);
  const lessons = loadCatalog().filter(({ slug }) => sheet.lessons.includes(slug));
  const { default: Text } = (await import(`../../../content/cheatsheets/${sheet.slug}.mdx`)) as MDXModule;
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <h1>{sheet.title}</h1>
        <p className={styles.summary}>{sheet.summary}</p>
        <PrintButton />
      </header>
      <div className={styles.text}>
        <Text components={{ table: WideTable }} />
      </div>
      <footer className={styles.foot}>
        <p>
          Lessons:{' '}
          {lessons.map(({ slug, title }, place) => (
            <span key={slug}>
              {place === 0 ? '' : ', '}
              <a href={`/lessons/${slug}`}>{title}</a>
            </span>
          ))}
          .
        </p>
        <p>
          Sources: <SourceLinks sources={sheet.sources} />.
        </p>
      </footer>
    </article>
  );
}

/** A table that scrolls by itself where the screen is narrower than it. */
function WideTable(props: ComponentProps<'table'>): JSX.Element {
  return (
    <div className={styles.scroll} role="group" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  );
}

function find(slug: string): Sheet {
  return loadSheets().find((sheet) => sheet.slug === slug) ?? notFound();
}
