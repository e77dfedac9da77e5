import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import { deliveredAt, END, EVENTS, type Passage, type Schedule, scheduleOf } from './schedule.ts';
import styles from './timing.module.css';

const HEIGHT = 76;
const PAGE_Y = 14;
const SERVER_Y = 62;

/** Dots of events that arrive together stand this far apart. */
const DOT_STEP = 9;

/**
 * Two lifelines, the page's above and the server's below, and what passes between them while the server has four events.
 * Still and schematic: the moving, measured picture is the lane on the compare page.
 *
 * It is drawn twice, for wide places and narrow ones, because scaled down to a phone its dots would vanish.
 */
export function TimingDiagram({ transport }: { transport: TransportId }): JSX.Element {
  const schedule = scheduleOf(transport);
  return (
    <div role="img" aria-label={describe(transport, schedule)} data-transport={transport}>
      <Drawing schedule={schedule} width={680} className={styles.wide} />
      <Drawing schedule={schedule} width={330} className={styles.narrow} />
    </div>
  );
}

function Drawing({
  schedule: { passages, holds },
  width,
  className,
}: {
  schedule: Schedule;
  width: number;
  className: string | undefined;
}): JSX.Element {
  const x = (at: number): number => Math.round((at / END) * width * 10) / 10;
  const line = ({ direction, from, to }: Passage): string =>
    direction === 'up' ? `M${x(from)} ${PAGE_Y}L${x(to)} ${SERVER_Y}` : `M${x(from)} ${SERVER_Y}L${x(to)} ${PAGE_Y}`;
  const head = (passage: Passage): string => arrowHead(passage, x);
  const draw = (chosen: readonly Passage[], shape: (passage: Passage) => string): string => chosen.map(shape).join('');

  const carrying = passages.filter(({ kind, events }) => events.length > 0 || kind === 'message');
  const empty = passages.filter((passage) => !carrying.includes(passage));
  const shaken = empty.filter(({ kind }) => kind === 'handshake');
  const asked = empty.filter(({ kind }) => kind !== 'handshake');
  return (
    <svg className={className} viewBox={`0 0 ${width} ${HEIGHT}`}>
      <path className={styles.lifeline} d={`M0 ${PAGE_Y}H${width}M0 ${SERVER_Y}H${width}`} />
      {holds.map(({ from, to }) => (
        <rect key={from} className={styles.hold} x={x(from)} y={SERVER_Y - 3} width={x(to - from)} height={6} />
      ))}
      <path className={styles.empty} d={draw(asked, line)} />
      <path className={styles.handshake} d={draw(shaken, line)} />
      <path className={styles.emptyHead} d={draw(empty, head)} />
      <path className={styles.carrying} d={draw(carrying, line)} />
      <path className={styles.carryingHead} d={draw(carrying, head)} />
      {passages.flatMap(({ to, events }) =>
        events.map((event, index) => (
          <circle key={event} className={styles.carryingHead} cx={x(to) + index * DOT_STEP} cy={PAGE_Y} r={3.6} />
        )),
      )}
      <path className={styles.event} d={EVENTS.map((at) => `M${x(at)} ${SERVER_Y - 6}l5 6l-5 6l-5-6z`).join('')} />
    </svg>
  );
}

/** A triangle at the end of a passage, turned the way it goes. */
function arrowHead({ direction, from, to }: Passage, x: (at: number) => number): string {
  const [start, end] = direction === 'up' ? [PAGE_Y, SERVER_Y] : [SERVER_Y, PAGE_Y];
  const angle = Math.atan2(end - start, x(to) - x(from));
  const corner = (side: number): string => {
    const dx = -8 * Math.cos(angle) - side * Math.sin(angle);
    const dy = -8 * Math.sin(angle) + side * Math.cos(angle);
    return `L${(x(to) + dx).toFixed(1)} ${(end + dy).toFixed(1)}`;
  };
  return `M${x(to)} ${end}${corner(3.4)}${corner(-3.4)}Z`;
}

function describe(transport: TransportId, schedule: Schedule): string {
  const { passages } = schedule;
  const asked = passages.filter(({ kind, direction }) => direction === 'up' && kind !== 'message').length;
  const brought = passages.filter(({ events }) => events.length > 0).length;
  const arrived = EVENTS.filter((_, event) => deliveredAt(schedule, event) !== undefined).length;
  const asks = asked === 1 ? 'one request' : `${asked} requests`;
  return `${TRANSPORT_LABELS[transport].name}: the page sends ${asks}; ${arrived} events of the server reach it in ${brought} messages`;
}
