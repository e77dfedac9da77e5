import type { JSX } from 'react';
import styles from './half-open.module.css';
import type { PeerState } from './peer.ts';
import type { HalfOpenState } from './use-half-open.ts';

const READY_STATES = ['0 CONNECTING', '1 OPEN', '2 CLOSING', '3 CLOSED'] as const;

interface Moment {
  readonly now: number;
  readonly silentAt: number | undefined;
}

const ROWS: readonly { name: string; of: (peer: PeerState, moment: Moment) => string }[] = [
  { name: 'readyState', of: ({ readyState }) => READY_STATES[readyState] ?? '–' },
  {
    name: 'last heard from',
    of: ({ heardAt }, { now }) => (heardAt === undefined ? '–' : `${seconds(now - heardAt)} ago`),
  },
  { name: 'the end was noticed', of: noticedText },
  { name: 'a new one stood', of: backText },
  { name: 'connections that stood', of: ({ opened }) => String(opened) },
  { name: 'close() waits', of: closingText },
  { name: 'bufferedAmount', of: ({ bufferedAmount }) => `${bufferedAmount.toLocaleString('en')} B` },
];

/** What the two clients know, and when they came to know it. */
export function PeersTable({
  state,
  silentAt,
}: {
  state: HalfOpenState | undefined;
  silentAt: number | undefined;
}): JSX.Element {
  const cell = (of: (typeof ROWS)[number]['of'], peer: PeerState | undefined): string =>
    state === undefined || peer === undefined ? '–' : of(peer, { now: state.now, silentAt });
  return (
    <div className={styles.scroll} role="region" aria-label="The two clients" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">Without a heartbeat</th>
            <th scope="col">With a heartbeat</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, of }) => (
            <tr key={name} data-row={name}>
              <th scope="row">{name}</th>
              <td data-client="plain">{cell(of, state?.plain)}</td>
              <td data-client="asking">{cell(of, state?.asking)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function noticedText({ noticed, closing }: PeerState, { now, silentAt }: Moment): string {
  if (silentAt === undefined) return noticed === undefined ? '–' : noticed.how;
  if (noticed !== undefined && noticed.at >= silentAt) return `after ${seconds(noticed.at - silentAt)}`;
  return closing === undefined ? `not for ${seconds(now - silentAt)}` : '–';
}

function backText({ noticed, openAt }: PeerState, { silentAt }: Moment): string {
  if (silentAt === undefined || noticed === undefined || openAt === undefined || openAt < silentAt) return '–';
  return `${((openAt - noticed.at) / 1_000).toFixed(3)} s later`;
}

function closingText({ closing }: PeerState, { now }: Moment): string {
  if (closing === undefined) return '–';
  if (closing.endedAt === undefined) return `for ${seconds(now - closing.at)}`;
  return `${closing.code} after ${seconds(closing.endedAt - closing.at)}`;
}

function seconds(ms: number): string {
  return `${(Math.max(0, ms) / 1_000).toFixed(1)} s`;
}
