import type { Metadata } from 'next';
import type { JSX } from 'react';
import { loadCatalog } from '../content/catalog.server.ts';
import styles from './plain.module.css';

export const metadata: Metadata = { title: 'No such page' };

/** Where an address leads nowhere: says so, and names every place that there is. */
export default function NotFound(): JSX.Element {
  return (
    <div className={styles.narrow} data-plain-faces>
      <p className={styles.status}>404 Not Found</p>
      <h1>No page has this address</h1>
      <p className={styles.lead}>
        The address may hold a typing error, or a lesson may have been renamed. These are the pages that exist.
      </p>
      <ul>
        <li>
          <a href="/">Home</a>
        </li>
        <li>
          <a href="/compare">Compare all five transports</a>
        </li>
        <li>
          <a href="/compare/study">Bandwidth study</a>
        </li>
        <li>
          <a href="/wire">Wire: every byte of a connection</a>
        </li>
        {loadCatalog().map(({ slug, title }) => (
          <li key={slug}>
            Lesson: <a href={`/lessons/${slug}`}>{title}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
