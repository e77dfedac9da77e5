import type { JSX } from 'react';
import type { Entry } from '../../wire/index.ts';
import { EndBox } from './end-box.tsx';
import styles from './exchange.module.css';
import { hexRuns } from './hex.ts';

/** How many bytes of an entry are written out. */
const SHOWN_BYTES = 96;

/** How much of a message is shown as text. */
const SHOWN_TEXT_BYTES = 600;

const NONE: readonly Entry[] = [];

/**
 * What went over a connection, each with its bytes: the marks of the protocol apart from what they carry, and what is wrong
 * with it, where something is. The newest is at the end, and kept in view.
 */
export function ExchangeList({
  entries,
  pending = NONE,
  label,
  empty,
}: {
  entries: readonly Entry[];
  /** What waits for its rest. @default none */
  pending?: readonly Entry[];
  label: string;
  /** What stands there while there is nothing. */
  empty: string;
}): JSX.Element {
  return (
    <EndBox label={label} count={entries.length + pending.length} empty={empty}>
      <ol className={styles.list}>
        {entries.map((entry) => (
          <ExchangeItem key={`${entry.index} ${entry.direction}`} entry={entry} />
        ))}
        {pending.map((entry) => (
          <ExchangeItem key={`pending ${entry.direction} ${entry.start}`} entry={entry} />
        ))}
      </ol>
    </EndBox>
  );
}

function ExchangeItem({ entry }: { entry: Entry }): JSX.Element {
  const { direction, title, bytes, complete, problem } = entry;
  const isHttp = entry.layers[0]?.name === 'http';
  return (
    <li className={styles.item} data-direction={direction} data-kind={entry.kind}>
      <p className={styles.head}>
        <span className={styles.direction}>{direction === 'up' ? 'up ↑' : 'down ↓'}</span>
        <span className={styles.title}>{title}</span>
        <span className={styles.size}>
          {complete ? '' : 'waits for the rest, so far '}
          {bytes.length.toLocaleString('en')} B
        </span>
      </p>
      {entry.layers.length > 1 && (
        <p className={styles.layers}>{entry.layers.map((layer) => layer.title).join(' › ')}</p>
      )}
      {!isHttp && title.endsWith('…') && <p className={styles.text}>{messageOf(entry)}</p>}
      {isHttp ? <pre className={styles.text}>{textOf(bytes)}</pre> : <HexLine entry={entry} />}
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
    </li>
  );
}

function HexLine({ entry }: { entry: Entry }): JSX.Element {
  const { runs, more } = hexRuns(entry, SHOWN_BYTES);
  return (
    <p className={styles.hex}>
      {runs.map((run) => (
        <span key={run.start} data-role={run.role} data-layer={run.layer}>
          {run.hex}{' '}
        </span>
      ))}
      {more > 0 && <span className={styles.more}>and {more.toLocaleString('en')} more</span>}
    </p>
  );
}

/** HTTP is text, and its head ASCII; whatever else is among it is shown as a dot. */
function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 2_048));
  return text.replace(/\r\n/g, '\n').trimEnd();
}

/** What a frame carries, unmasked: its title has the beginning alone. */
function messageOf({ layers }: Entry): string {
  const bytes = layers[0]?.content?.bytes ?? new Uint8Array();
  const text = new TextDecoder().decode(bytes.subarray(0, SHOWN_TEXT_BYTES));
  return bytes.length > SHOWN_TEXT_BYTES ? `${text} …` : text;
}
