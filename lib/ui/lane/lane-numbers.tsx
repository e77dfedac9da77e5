import type { JSX } from 'react';
import { type Fact, FACTS, readFact } from './facts.ts';
import type { LaneNumbers as Numbers } from './lane-session.ts';
import styles from './lane-numbers.module.css';
import { Sparkline } from './sparkline.tsx';
import { WireFacts } from './wire-facts.tsx';

const LATENCIES = FACTS.filter(({ unit }) => unit === 'ms');
const COUNTS = FACTS.filter(({ id, unit }) => (unit === '' || unit === 's') && id !== 'connections');
/** What must be 0 in a working lane: shown in red as soon as it is not. */
const FAULTS: ReadonlySet<string> = new Set(['lost', 'late', 'duplicated', 'reordered', 'skipped', 'failed']);

/** The numbers beside a lane's picture: latency with its last minute, and everything that is counted. */
export function LaneNumbers({ numbers }: { numbers: Numbers }): JSX.Element {
  return (
    <div className={styles.numbers}>
      <dl className={styles.latencies}>
        {LATENCIES.map((fact) => (
          <Entry key={fact.id} fact={fact} numbers={numbers} label={fact.label.replace('latency ', '')} />
        ))}
      </dl>
      <Sparkline bins={numbers.history} />
      <WireFacts numbers={numbers} />
      <dl className={styles.counts}>
        {COUNTS.map((fact) => (
          <Entry key={fact.id} fact={fact} numbers={numbers} label={fact.label} />
        ))}
      </dl>
    </div>
  );
}

function Entry({ fact, numbers, label }: { fact: Fact; numbers: Numbers; label: string }): JSX.Element {
  const faulty = FAULTS.has(fact.id) && (fact.value(numbers) ?? 0) > 0;
  return (
    <div className={styles.entry} title={fact.about} data-fact={fact.id} data-faulty={faulty || undefined}>
      {/* The unit stands by the name: behind the number it would move with every digit. */}
      <dt>
        {label}
        {fact.unit && <span className={styles.unit}> {fact.unit}</span>}
      </dt>
      <dd>{readFact(fact, numbers)}</dd>
    </div>
  );
}
