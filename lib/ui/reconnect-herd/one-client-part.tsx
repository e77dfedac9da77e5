import { type JSX, useSyncExternalStore } from 'react';
import controls from '../lane/controls.module.css';
import { ScrollBox } from '../live-figure/index.ts';
import styles from './reconnect-herd.module.css';
import type { RedialState } from './redial.ts';
import type { OneClient } from './use-one-client.ts';

/** One client whose network goes away, and the little that the page is told of it. */
export function OneClientPart({ one, isDisabled }: { one: OneClient; isDisabled: boolean }): JSX.Element {
  const isOnline = useSyncExternalStore(subscribeOnline, onLine, () => undefined);
  const name = one.state?.name;
  const isThere = name !== undefined && name !== 'closed';
  return (
    <section className={styles.part} aria-label="One client, and its network">
      <p className={styles.name}>One client, and its network</p>
      <div className={styles.actions}>
        <button type="button" className={controls.button} disabled={isDisabled} onClick={one.connect}>
          Connect one client
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={isDisabled || one.sockets === 0}
          aria-pressed={one.isDown}
          onClick={() => one.setDown(!one.isDown)}
        >
          {one.isDown ? 'Bring the edge up' : 'Take the edge down'}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={isDisabled || (name !== 'waiting' && name !== 'paused')}
          onClick={one.retryNow}
        >
          Retry now
        </button>
        <button type="button" className={controls.button} disabled={isDisabled || !isThere} onClick={one.close}>
          Close
        </button>
      </div>
      <dl className={styles.sums}>
        <div data-sum="state">
          <dt>client</dt>
          <dd>{name ?? '–'}</dd>
        </div>
        <div data-sum="sockets">
          <dt>sockets made</dt>
          <dd>{one.sockets}</dd>
        </div>
        <div data-sum="onLine">
          <dt>navigator.onLine</dt>
          <dd>{isOnline === undefined ? '–' : String(isOnline)}</dd>
        </div>
        <div data-sum="edge">
          <dt>the edge</dt>
          <dd>{one.isDown ? 'down' : 'up'}</dd>
        </div>
      </dl>
      <ScrollBox
        label="States of the one client"
        className={styles.scroll}
        empty="Here its states will stand, each with its time."
      >
        {one.lines.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">after</th>
                <th scope="col">state</th>
                <th scope="col">failed tries</th>
                <th scope="col">waits</th>
              </tr>
            </thead>
            <tbody>
              {one.lines.toReversed().map(({ number, afterMs, state }) => (
                <tr key={number} data-state={state.name}>
                  <td>{(afterMs / 1_000).toFixed(2)} s</td>
                  <td>{state.name}</td>
                  <td>{state.name === 'closed' ? '' : state.tries}</td>
                  <td>{waitText(state)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ScrollBox>
    </section>
  );
}

function waitText(state: RedialState): string {
  if (state.name === 'waiting') return `${Math.round(state.waitMs).toLocaleString('en')} ms`;
  return state.name === 'paused' ? 'for the network' : '';
}

function subscribeOnline(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}

function onLine(): boolean {
  return navigator.onLine;
}
