import { type JSX, useId } from 'react';
import styles from './connection-states.module.css';
import { ARROWS, BOX, FRAMES, PLACES } from './drawing.ts';
import type { StateName } from './machine.ts';

const STATES = Object.entries(PLACES) as [StateName, (typeof PLACES)[StateName]][];

/** The machine as a drawing, with the state that a client says it is in lit. */
export function MachineDrawing({ client, state }: { client: string; state: StateName }): JSX.Element {
  const id = useId();
  return (
    <svg
      className={styles.drawing}
      viewBox="0 0 300 320"
      role="img"
      aria-label={`${client} says: ${state}`}
      data-state={state}
    >
      <defs>
        <marker id={`${id}-tip`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0.5 8 4 0 7.5z" className={styles.tip} />
        </marker>
      </defs>
      {FRAMES.map(({ label, labelY, y, height }) => (
        <g key={label}>
          <rect x="4" y={y} width="292" height={height} className={styles.frame} />
          <text x="290" y={labelY} textAnchor="end" className={styles.frameLabel}>
            {label}
          </text>
        </g>
      ))}
      {ARROWS.map(({ label, points, at: [x, y, anchor] }) => (
        <g key={points.join(' ')}>
          <polyline points={points.join(' ')} className={styles.arrow} markerEnd={`url(#${id}-tip)`} />
          <text x={x} y={y} textAnchor={anchor} className={styles.arrowLabel}>
            {label}
          </text>
        </g>
      ))}
      {STATES.map(([name, [x, y]]) => (
        <g key={name} className={styles.state} data-lit={name === state}>
          <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx="2" />
          <text x={x} y={y + 4} textAnchor="middle">
            {name === state ? `● ${name}` : name}
          </text>
        </g>
      ))}
    </svg>
  );
}
