import type { JSX } from 'react';
import { loadCatalog } from '../../content/catalog.server.ts';
import { loadGlossary } from '../../content/glossary.server.ts';
import { describePage } from '../describe-page.ts';
import plain from '../plain.module.css';
import { GlossaryText } from './glossary-text.tsx';
import styles from './glossary.module.css';

export const metadata = describePage({
  path: '/glossary',
  title: 'Glossary',
  description: 'The terms of real-time web work, each in a sentence or two, with the lesson that explains it.',
});

/** All terms, by the alphabet. Lessons link here from the first use of each. */
export default function GlossaryPage(): JSX.Element {
  const titles = new Map(loadCatalog().map(({ slug, title }) => [slug, title]));
  const entries = loadGlossary();
  const letters = [...new Set(entries.map(({ term }) => term.charAt(0).toUpperCase()))];
  return (
    <div className={plain.wide}>
      <h1>Glossary</h1>
      <p className={plain.lead}>
        The terms of the field and of this lab, each in a sentence or two, with the lesson that explains it. In a
        lesson, the first use of each leads here.
      </p>
      <nav className={styles.letters} aria-label="Letters">
        {letters.map((letter) => (
          <a key={letter} href={`#letter-${letter.toLowerCase()}`}>
            {letter}
          </a>
        ))}
      </nav>
      {letters.map((letter) => (
        <section key={letter} className={styles.letter} aria-labelledby={`letter-${letter.toLowerCase()}`}>
          <h2 id={`letter-${letter.toLowerCase()}`}>{letter}</h2>
          <dl>
            {entries
              .filter(({ term }) => term.charAt(0).toUpperCase() === letter)
              .map(({ id, term, text, lesson }) => (
                <div key={id} id={id} className={styles.entry}>
                  <dt>
                    <a href={`#${id}`}>{term}</a>
                  </dt>
                  <dd>
                    <GlossaryText text={text} />{' '}
                    <a className={styles.lesson} href={`/lessons/${lesson}`}>
                      {titles.get(lesson)}
                    </a>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
