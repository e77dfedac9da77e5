import type { JSX } from 'react';
import { loadSheets } from '../../content/sheets.server.ts';
import { describePage } from '../describe-page.ts';
import plain from '../plain.module.css';
import styles from './sheets.module.css';

export const metadata = describePage({
  path: '/sheets',
  title: 'Sheets',
  description: 'One printed page each on WebSocket, SSE, Socket.IO, long polling, close codes, choosing and debugging.',
});

/** The sheets, to be chosen from. */
export default function SheetsPage(): JSX.Element {
  return (
    <div className={plain.wide}>
      <h1>Sheets</h1>
      <p className={plain.lead}>
        One printed page each: what one looks up, without what one reads once. Print any of them from the browser; it
        takes one side of A4 or Letter.
      </p>
      <ul className={styles.list}>
        {loadSheets().map(({ slug, title, summary }) => (
          <li key={slug}>
            <h2>
              <a href={`/sheets/${slug}`}>{title}</a>
            </h2>
            <p>{summary}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
