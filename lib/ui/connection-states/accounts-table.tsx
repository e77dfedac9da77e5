import type { JSX } from 'react';
import styles from './connection-states.module.css';
import type { ClientAccount } from './ledger.ts';
import { type Accounts, CLIENT_IDS, CLIENT_NAMES } from './run.ts';

const ROWS: readonly { name: string; of: (account: ClientAccount) => string | number; isFault?: true }[] = [
  { name: 'says', of: ({ state }) => state },
  { name: 'sockets open now', of: ({ openSockets }) => openSockets },
  { name: 'sockets made', of: ({ made }) => made },
  { name: 'late events ignored', of: ({ ignored }) => ignored },
  { name: 'reconnected after you disconnected', of: ({ cameBack }) => cameBack, isFault: true },
  { name: 'opened a second one beside the first', of: ({ doubled }) => doubled, isFault: true },
  { name: 'said what its sockets are not', of: ({ misreported }) => misreported, isFault: true },
];

/** What the three say, and what they did wrong, counted from outside. */
export function AccountsTable({ accounts }: { accounts: Accounts }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="The three clients" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {CLIENT_IDS.map((id) => (
              <th key={id} scope="col">
                {CLIENT_NAMES[id]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, of, isFault = false }) => (
            <tr key={name} data-row={name}>
              <th scope="row">{name}</th>
              {CLIENT_IDS.map((id) => (
                <td key={id} data-client={id} data-wrong={isFault && of(accounts[id]) !== 0}>
                  {of(accounts[id])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
