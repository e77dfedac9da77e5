import type { JSX } from 'react';
import { type Fact, type FactId, FACTS, readFact } from './facts.ts';
import { formatBytes, NONE } from './format.ts';
import type { LaneNumbers } from './lane-session.ts';
import styles from './lane-numbers.module.css';

/** The facts of the wire that stand beside a picture, in two rows of three, under names that fit there. */
const SHOWN: readonly { id: FactId; label: string; unit?: string }[] = [
  { id: 'per-event', label: 'B/event' },
  { id: 'overhead', label: 'overhead', unit: '%' },
  { id: 'wire', label: 'in all' },
  { id: 'up', label: 'up' },
  { id: 'down', label: 'down' },
  { id: 'connections', label: 'conns' },
];

const BYTES: ReadonlySet<FactId> = new Set(['wire', 'up', 'down']);

/** What went over the wire: bytes at the edge, what part of them was overhead, and connections. */
export function WireFacts({ numbers }: { numbers: LaneNumbers }): JSX.Element {
  return (
    <div className={styles.wire}>
      <dl className={styles.triples}>
        {SHOWN.map(({ id, label, unit }) => {
          const fact: Fact | undefined = FACTS.find((known) => known.id === id);
          if (!fact) return null;
          const value = fact.value(numbers);
          const bytes = BYTES.has(id) && value !== undefined;
          return (
            <div
              key={id}
              className={styles.entry}
              title={bytes ? `${readFact(fact, numbers)} B. ${fact.about}` : fact.about}
              data-fact={id}
            >
              <dt>{label}</dt>
              <dd>
                {value === undefined ? NONE : bytes ? formatBytes(value) : readFact(fact, numbers)}
                {unit && value !== undefined && <span className={styles.unit}> {unit}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      <p
        className={styles.about}
        data-partial={isPartial(numbers) || undefined}
        title={`${describeWire(numbers)}. ${ABOUT}`}
      >
        {describeWire(numbers)}
      </p>
    </div>
  );
}

const ABOUT =
  'Bytes are those of the TCP streams, counted at the edge of the lane. Overhead is a share of those that were decoded: all of them, unless they came too fast or the capture of the session had dropped some';

/** Telemetry and capture come in pieces of their own: only a difference that lasts is a gap. */
const LAG_BYTES = 4_096;

function isPartial({ wire }: LaneNumbers): boolean {
  if (!wire || wire.decoding === 'off') return false;
  const all = wire.up + wire.down;
  return all - wire.payload - wire.overhead > Math.max(LAG_BYTES, all / 50);
}

/** What the numbers above it are of; one line, so that nothing moves when it changes. */
function describeWire(numbers: LaneNumbers): string {
  const { wire } = numbers;
  if (!wire) return 'no session: not counted';
  if (!isPartial(numbers)) return wire.decoding === 'off' ? 'at the edge' : 'at the edge, all decoded';
  const decoded = wire.payload + wire.overhead;
  const all = wire.up + wire.down;
  const why = wire.decoding === 'busy' ? ', too fast' : '';
  return `${Math.floor((100 * decoded) / all)} % decoded${why} (${formatBytes(decoded)} of ${formatBytes(all)})`;
}
