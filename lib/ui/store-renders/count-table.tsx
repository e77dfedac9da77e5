import { type JSX, Fragment } from 'react';
import styles from './store-renders.module.css';
import { STORE_IDS, STORE_NAMES } from './stores/index.ts';
import { rendersOf, type Way, type WayCount, WAYS } from './tally.ts';
import { WAY_NAMES } from './way-names.ts';

/** How many components a board has: a title, eight rows, a list. The longest bar stands for that many an event. */
const COMPONENTS = 10;

/** What was counted, way by way and store by store, with a bar for renders an event. */
export function CountTable({ counts }: { counts: Readonly<Partial<Record<Way, WayCount>>> }): JSX.Element {
  return (
    <div className={styles.scroll} role="region" aria-label="What was counted" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Store</th>
            <th scope="col">Updates</th>
            <th scope="col">Title</th>
            <th scope="col">Rows</th>
            <th scope="col">List</th>
            <th scope="col">Renders</th>
            <th scope="col">Per event</th>
          </tr>
        </thead>
        {WAYS.map((way) => (
          <WayRows key={way} way={way} count={counts[way]} />
        ))}
      </table>
    </div>
  );
}

function WayRows({ way, count }: { way: Way; count: WayCount | undefined }): JSX.Element {
  return (
    <tbody data-way={way}>
      <tr>
        <th scope="rowgroup" colSpan={7} className={styles.group}>
          <span className={styles.way}>{WAY_NAMES[way]}</span>{' '}
          <span className={styles.sums}>
            {count === undefined ? (
              'not measured yet'
            ) : (
              <>
                <span data-count="events">{count.events.toLocaleString('en')}</span> events,{' '}
                {count.frames.toLocaleString('en')} frames drawn
              </>
            )}
          </span>
        </th>
      </tr>
      {STORE_IDS.map((id) => {
        const own = count?.stores[id];
        const each = own && count.events > 0 ? rendersOf(own) / count.events : undefined;
        return (
          <tr key={id} data-store={id}>
            <th scope="row" className={styles.member}>
              {STORE_NAMES[id]}
            </th>
            {own === undefined ? (
              <Empty />
            ) : (
              <Fragment>
                <td data-count="updates">{own.updates.toLocaleString('en')}</td>
                <td data-count="title">{own.renders.title.toLocaleString('en')}</td>
                <td data-count="rows">{own.renders.rows.toLocaleString('en')}</td>
                <td data-count="list">{own.renders.list.toLocaleString('en')}</td>
                <td data-count="renders">{rendersOf(own).toLocaleString('en')}</td>
              </Fragment>
            )}
            <td className={styles.each} data-count="each">
              <span>{each === undefined ? '–' : each.toFixed(1)}</span>
              <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
                <rect width={Math.min(100, ((each ?? 0) / COMPONENTS) * 100)} height="8" />
              </svg>
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function Empty(): JSX.Element {
  return (
    <Fragment>
      <td>–</td>
      <td>–</td>
      <td>–</td>
      <td>–</td>
      <td>–</td>
    </Fragment>
  );
}
