import type { Metadata } from 'next';
import type { JSX } from 'react';
import { loadCatalog } from '../content/catalog.server.ts';
import { loadChallenges } from '../content/challenges.server.ts';
import box from './not-found.module.css';
import { PAGES } from './pages.ts';
import styles from './plain.module.css';

export const metadata: Metadata = { title: 'No such page' };

/** Where an address leads nowhere: says so, offers what was probably meant, and names every place that there is. */
export default function NotFound(): JSX.Element {
  const lessons = loadCatalog().map(({ slug, title }) => ({ href: `/lessons/${slug}`, title }));
  const challenges = loadChallenges().map(({ slug, title }) => ({ href: `/challenges/${slug}`, title }));
  return (
    <div className={styles.narrow} data-plain-faces>
      <p className={styles.status}>404 Not Found</p>
      <h1>No page has this address</h1>
      <p className={styles.lead}>
        The address may hold a typing error, or a page may have been renamed. <a href="/lessons">The course</a> lists
        the lessons in their order.
      </p>
      <div className={box.box} data-nearest="">
        <p>Search for it, or take one of the ways below.</p>
      </div>
      <p className={styles.ask}>
        <button type="button" data-dialog="search" aria-haspopup="dialog">
          Search everything
        </button>
      </p>
      <h2>The pages</h2>
      <Places places={PAGES} />
      <h2>The lessons</h2>
      <Places places={lessons} />
      <h2>The challenges</h2>
      <Places places={challenges} />
    </div>
  );
}

function Places({ places }: { places: readonly { href: string; title: string }[] }): JSX.Element {
  return (
    <ul>
      {places.map(({ href, title }) => (
        <li key={href}>
          <a href={href}>{title}</a>
        </li>
      ))}
    </ul>
  );
}
