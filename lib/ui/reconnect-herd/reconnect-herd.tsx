'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { HerdHistogram, HerdTable, scaleOf } from './histogram.tsx';
import { BIN_MS, type HerdRun } from './herd-run.ts';
import { OneClientPart } from './one-client-part.tsx';
import styles from './reconnect-herd.module.css';
import { STRATEGIES, type StrategyId } from './strategies.ts';
import { useHerd } from './use-herd.ts';
import { useOneClient } from './use-one-client.ts';

const CLIENTS = [12, 24, 48] as const;
const DOWN_MS = [0, 2_000, 6_000] as const;

/** Many clients that lose one server, and one that loses its network. */
export function ReconnectHerd(): JSX.Element {
  const figure = useFigureSession();
  const herd = useHerd(figure);
  const one = useOneClient(figure);
  const [strategy, setStrategy] = useState<StrategyId>('exponential');
  const [clients, setClients] = useState<number>(12);
  const [downMs, setDownMs] = useState<number>(2_000);
  const isBusy = herd.progress !== undefined;
  const shown = STRATEGIES.map(({ id, label }) => ({ id, label, run: herd.runs[id] }));
  const done = shown.flatMap(({ label, run }) => (run === undefined ? [] : [{ label, run }]));
  const scale = scaleOf(
    done.map(({ run }) => run),
    clients,
  );

  const start = (): void => {
    // It would be counted, and an edge that is down would refuse the herd.
    one.close();
    if (one.isDown) one.setDown(false);
    herd.start({ strategy, clients, downMs });
  };

  return (
    <LiveFigure id="reconnect-herd" title="A herd comes back" transport="websocket" lab={figure} note={noteOf()}>
      <Choice
        label="Each client waits"
        options={STRATEGIES.map(({ id, label }) => ({ value: id, label }))}
        value={strategy}
        onChoose={setStrategy}
      />
      <div className={styles.choices}>
        <Choice
          label="Clients"
          options={CLIENTS.map((value) => ({ value, label: String(value) }))}
          value={clients}
          onChoose={setClients}
        />
        <Choice
          label="The server stays away"
          options={DOWN_MS.map((value) => ({ value, label: `${value / 1_000} s` }))}
          value={downMs}
          onChoose={setDownMs}
        />
      </div>
      <div className={styles.actions}>
        <button type="button" className={`${controls.button} ${controls.main}`} disabled={isBusy} onClick={start}>
          Connect the herd, restart its server
        </button>
        <button type="button" className={controls.button} disabled={!isBusy} onClick={herd.stop}>
          Stop
        </button>
      </div>
      <p className={styles.key}>
        <span className={styles.entry}>
          <span className={styles.keyBar} /> tries per {BIN_MS} ms, as this page made them
        </span>{' '}
        <span className={styles.entry}>
          <span className={styles.keyLine} /> connections, as the edge accepted them
        </span>
      </p>
      <div className={styles.pictures}>
        {shown.map(({ id, label, run }) => (
          <section key={id} data-herd={id} aria-label={label}>
            <p className={styles.name}>{label}</p>
            <HerdHistogram {...(run && { run })} scale={scale} name={label} />
          </section>
        ))}
      </div>
      <Sums rows={shown} />
      <HerdTable runs={done} />
      <OneClientPart one={one} isDisabled={isBusy} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    const failure = herd.failure ?? one.failure;
    if (failure !== undefined) return `${failure}.`;
    if (figure.standing.name !== 'ready') {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (herd.progress !== undefined) {
      const { doing, open } = herd.progress;
      if (doing === 'connecting') return `The clients connect: ${open} of ${clients} are there.`;
      return `The server restarts. Connected: ${open} of ${clients}.`;
    }
    const last = done.at(-1);
    if (last === undefined) return null;
    return 'Times count from the first loss. Run another strategy: the runs stay beside each other, on one scale.';
  }
}

function Sums({
  rows,
}: {
  rows: readonly { id: StrategyId; label: string; run?: HerdRun | undefined }[];
}): JSX.Element {
  return (
    <div className={styles.wide} role="region" aria-label="The runs in numbers" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">clients, away</th>
            <th scope="col">tries</th>
            <th scope="col">most asked in {BIN_MS} ms</th>
            <th scope="col">most at the edge in {BIN_MS} ms</th>
            <th scope="col">all back after</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, run }) => (
            <tr key={id} data-strategy={id}>
              <th scope="row">{label}</th>
              <td>{run ? `${run.clients}, ${run.downMs / 1_000} s` : '–'}</td>
              <td data-value="tries">{run ? run.asked.length : '–'}</td>
              <td data-value="asked">{run ? run.peakAsked : '–'}</td>
              <td data-value="reached">{run ? run.peakReached : '–'}</td>
              <td data-value="back">{run ? backText(run) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function backText({ allBackMs }: HerdRun): string {
  return allBackMs === undefined ? 'not all came' : `${(allBackMs / 1_000).toFixed(1)} s`;
}
