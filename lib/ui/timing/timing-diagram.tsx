import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { TRANSPORT_LABELS } from '../transport-mark/index.ts';
import { END, EVENTS, type Passage, scheduleOf } from './schedule.ts';
import styles from './timing.module.css';

const WIDTH = 720;
const HEIGHT = 76;
const PAGE_Y = 14;
const SERVER_Y = 62;

/**
 * Two lifelines, the page's above and the server's below, and what passes between them while the server has four events.
 * Still and schematic: the moving, measured picture is the lane on the compare page.
 */
export function TimingDiagram({ transport }: { transport: TransportId }): JSX.Element {
  const schedule = scheduleOf(transport);
  return (
    <svg
      className={styles.diagram}
      data-transport={transport}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={describe(transport)}
    >
      <path className={styles.lifeline} d={`M0 ${PAGE_Y}H${WIDTH}M0 ${SERVER_Y}H${WIDTH}`} />
      {schedule.holds.map(({ from, to }) => (
        <rect key={from} className={styles.hold} x={x(from)} y={SERVER_Y - 3} width={x(to) - x(from)} height={6} />
      ))}
      {schedule.passages.map((passage) => (
        <Arrow key={`${passage.from}${passage.direction}`} passage={passage} />
      ))}
      {EVENTS.map((at) => (
        <path key={at} className={styles.event} d={`M${x(at)} ${SERVER_Y - 6}l5 6l-5 6l-5-6z`} />
      ))}
    </svg>
  );
}

function Arrow({ passage: { kind, direction, from, to, events } }: { passage: Passage }): JSX.Element {
  const [start, end] = direction === 'up' ? [PAGE_Y, SERVER_Y] : [SERVER_Y, PAGE_Y];
  const carries = events.length > 0 || kind === 'message';
  const angle = (Math.atan2(end - start, x(to) - x(from)) * 180) / Math.PI;
  return (
    <g className={carries ? styles.carrying : styles.empty} data-kind={kind}>
      <path d={`M${x(from)} ${start}L${x(to)} ${end}`} />
      <path className={styles.head} d="M0 0l-8-3.4v6.8z" transform={`translate(${x(to)} ${end}) rotate(${angle})`} />
      {events.map((event, index) => (
        <circle key={event} cx={x(to) + index * 9} cy={PAGE_Y} r={3.6} />
      ))}
    </g>
  );
}

function x(at: number): number {
  return Math.round((at / END) * WIDTH * 10) / 10;
}

function describe(transport: TransportId): string {
  const { passages } = scheduleOf(transport);
  const asked = passages.filter(({ kind, direction }) => direction === 'up' && kind !== 'message').length;
  const brought = passages.filter(({ events }) => events.length > 0).length;
  const asks = asked === 1 ? 'one request' : `${asked} requests`;
  return `${TRANSPORT_LABELS[transport].name}: ${asks} by the page, four events of the server in ${brought} messages to it`;
}
