import type { JSX } from 'react';
import { NONE } from '../../../lib/ui/lane/format.ts';
import type { StreamState } from '../../../lib/ui/faults/scenarios/wall.ts';
import tables from '../tables.module.css';

const READY_STATES = ['0 connecting', '1 open', '2 closed'];

/** The event sources of the wall, as the platform says they are. */
export function Streams({ streams }: { streams: readonly StreamState[] }): JSX.Element {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label="Event sources">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">EventSource</th>
            <th scope="col">readyState</th>
            <th scope="col">errors</th>
            <th scope="col">open after (ms)</th>
          </tr>
        </thead>
        <tbody>
          {streams.map(({ number, readyState, errors, openedAfterMs }) => (
            <tr key={number} data-ready-state={readyState}>
              <th scope="row">{number}</th>
              <td>{READY_STATES[readyState] ?? readyState}</td>
              <td>{errors}</td>
              <td>{openedAfterMs === undefined ? NONE : openedAfterMs.toFixed(0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
