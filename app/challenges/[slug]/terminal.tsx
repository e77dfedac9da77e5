import type { JSX } from 'react';
import type { Challenge } from '../../../content/challenges.server.ts';
import styles from './challenge.module.css';

/** The same challenge at the command line, and what only the command line can do. */
export function Terminal({
  challenge: { slug, folder, isLive },
}: {
  challenge: Pick<Challenge, 'slug' | 'folder' | 'isLive'>;
}): JSX.Element {
  return (
    <section aria-labelledby="terminal">
      <h2 id="terminal">The same in your terminal</h2>
      <p>
        The same grade, on every save of <code>challenges/{folder}/work/answer.ts</code> in your own editor, with the
        same hints and the same record.
        {isLive
          ? ' There it can also be graded live: the same answer against the real servers of this lab, which no page may start.'
          : ''}
      </p>
      <figure className="code">
        <figcaption>
          <span className="code-title">In the project’s folder</span>
          <span className="code-language">Terminal</span>
          <button type="button" className="code-copy" data-copy="">
            Copy
          </button>
        </figcaption>
        <pre tabIndex={0}>
          <code>npm run challenge {slug}</code>
        </pre>
      </figure>
      {isLive ? (
        <p className={styles.live}>
          The live grade is the key <kbd>v</kbd> there; without a terminal it is{' '}
          <code>npm run challenge {slug} -- --once --live</code>.
        </p>
      ) : null}
    </section>
  );
}
