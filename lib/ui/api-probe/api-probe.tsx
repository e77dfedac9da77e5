'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './api-probe.module.css';
import { PROBES, runProbe } from './probes.ts';

/** Calls of the WebSocket interface, made by this browser, and what it did. */
export function ApiProbe(): JSX.Element {
  const [results, setResults] = useState<Readonly<Record<string, { text: string; threw: boolean }>>>({});
  const [isRunning, setIsRunning] = useState(false);
  const figure = useFigureSession();
  const done = Object.keys(results).length;

  const run = async (): Promise<void> => {
    setIsRunning(true);
    setResults({});
    try {
      const standing = (await figure.ready()).state();
      if (standing.name !== 'open') return;
      const url = `${standing.session.urls.websocket}/events`;
      // One after the other: "there MUST be no more than one connection in a CONNECTING state" to a host.
      for (const probe of PROBES) {
        const result = await runProbe(probe, url);
        setResults((known) => ({ ...known, [probe.code]: result }));
      }
    } finally {
      setIsRunning(false);
    }
  };

  return (
    <LiveFigure id="api-probe" title="What this browser refuses" transport="websocket" lab={figure} note={noteOf()}>
      <p>
        <button
          type="button"
          className={`${controls.button} ${styles.run}`}
          disabled={isRunning}
          onClick={() => void run()}
        >
          Make the calls
        </button>
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">What happened here</th>
          </tr>
        </thead>
        <tbody>
          {PROBES.map(({ code }) => (
            <tr key={code}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td data-threw={results[code]?.threw ?? false}>{results[code]?.text ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (figure.standing.name !== 'ready') {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (done < PROBES.length) return isRunning ? 'Calling …' : undefined;
    const thrown = Object.values(results).filter(({ threw }) => threw).length;
    return `${thrown} of ${done} calls threw.`;
  }
}
