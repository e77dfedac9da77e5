import type { JSX } from 'react';
import { loadCatalog } from '../content/catalog.server.ts';
import { loadChallenges } from '../content/challenges.server.ts';
import { CourseList } from './course-list.tsx';
import { describePage } from './describe-page.ts';
import styles from './home.module.css';
import { Resume } from './resume.tsx';
import { TransportPanel } from './transport-panel.tsx';

export const metadata = {
  ...describePage({
    path: '/',
    title: 'Wirelab: the real-time web, measured',
    description:
      'Five ways of getting data to a browser in real time, running side by side on your own machine, every byte real.',
  }),
  title: { absolute: 'Wirelab: the real-time web, measured' },
};

/** What Wirelab is, the five transports, the course, and how to start the lab. */
export default function HomePage(): JSX.Element {
  const lessons = loadCatalog();
  const challenges = loadChallenges();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>How data gets to a browser in real&nbsp;time, byte by byte</h1>
        <div>
          <p className={styles.lead}>
            Wirelab runs five real servers on your machine and shows what each puts on the wire. You read a lesson,
            watch the same events cross all five transports side by side, and count what arrives, how late, and what is
            lost. Nothing is claimed that you cannot measure here, now.
          </p>
          <p className={styles.ways}>
            <a className={styles.primary} href={`/lessons/${lessons[0]?.slug ?? ''}`}>
              Start the course
            </a>
            <a className={styles.secondary} href="/compare">
              Compare all five
            </a>
            <a className={styles.secondary} href="/wire">
              Look at the bytes
            </a>
            <a className={styles.secondary} href="/challenges">
              Build the parts
            </a>
          </p>
        </div>
      </header>

      <section aria-labelledby="transports">
        <h2 id="transports">Five transports, the same four events</h2>
        <TransportPanel lessons={lessons} />
      </section>

      <section aria-labelledby="course">
        <h2 id="course">The course</h2>
        <Resume first={lessons[0]} />
        <CourseList lessons={lessons} level="h3" />
        <p className={styles.map}>
          <a href="/lessons">The map of the course</a> says what builds on what.
        </p>
      </section>

      <section className={styles.build} aria-labelledby="build">
        <h2 id="build">Build the parts</h2>
        <p>
          {challenges.length} challenges, from an event emitter to a reconnecting socket and a replicated text: a brief,
          an editor, a grade that you can read. The grade runs in this browser, or on every save in your terminal with{' '}
          <code>npm run challenge</code>. With a clock and without hints, each is an interview.{' '}
          <a href="/challenges">See them all</a>.
        </p>
      </section>

      <section className={styles.start} aria-labelledby="start">
        <div>
          <h2 id="start">Start the lab</h2>
          <p>
            <code>npm start</code> serves these pages together with the servers. If you see this page and the compare
            page finds no lab, start the servers by themselves in the project’s folder, in a second terminal.
          </p>
        </div>
        <figure className="code">
          <figcaption>
            <span className="code-title">The servers without the pages</span>
            <span className="code-language">Terminal</span>
            <button type="button" className="code-copy" data-copy="">
              Copy
            </button>
          </figcaption>
          <pre tabIndex={0}>
            <code>npm run lab</code>
          </pre>
        </figure>
      </section>
    </div>
  );
}
