'use client';

import { type JSX, useState } from 'react';
import { FaultBar } from '../../lib/ui/faults/fault-bar.tsx';
import { LabDown } from '../../lib/ui/lab/lab-down.tsx';
import { Arrivals } from './arrivals.tsx';
import type { CompareState } from './use-bench.ts';
import controls from '../../lib/ui/lane/controls.module.css';
import { useBenchState } from '../../lib/ui/lane/use-live-lane.ts';
import { useLaneWire } from '../../lib/ui/wire/use-lane-wire.ts';
import styles from './compare.module.css';
import { FactsTable } from './facts-table.tsx';
import { LaneColumn } from './lane-column.tsx';
import { Legend } from './legend.tsx';
import { ScenarioPanel, useDesk } from './scenarios/scenario-panel.tsx';
import { SetupBar } from './setup-bar.tsx';
import { StatusLine } from './status-line.tsx';
import { type UsedBench, useBench } from './use-bench.ts';
import { useMessage } from './use-message.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { ViewBar } from './view-bar.tsx';

/** The whole instrument. Its place is kept until it runs. */
export function Compare(): JSX.Element {
  const used = useBench();
  return <div className={styles.instrument}>{used && <Instrument {...used} />}</div>;
}

function Instrument({ bench, faults, desk, problems, driving, takeOver }: UsedBench): JSX.Element {
  const state = useBenchState(bench);
  const message = useMessage(bench);
  const shortcuts = useShortcuts(bench, message.publish);
  const scenario = useDesk(desk);
  const [scenariosOpen, setScenariosOpen] = useState(false);
  const wire = useLaneWire(bench);
  const { setup } = state;

  return (
    <>
      <StatusLine
        state={state}
        driving={driving}
        onTakeOver={takeOver}
        onRetrySession={bench.session.retry}
        problems={problems}
      />
      {state.lab.name === 'down' && <LabDown reason={state.lab.reason} secondsToRetry={secondsToRetry(state)} />}
      <div>
        <SetupBar bench={bench} setup={setup} locked={!driving || scenario.name === 'running'} />
        <ViewBar bench={bench} state={state} shortcuts={shortcuts} message={message} />
        <FaultBar
          board={faults}
          lanes={setup.lanes}
          locked={scenario.name === 'running'}
          beside={
            <button
              type="button"
              className={controls.button}
              aria-expanded={scenariosOpen}
              disabled={scenario.name === 'running'}
              onClick={() => setScenariosOpen(!scenariosOpen)}
            >
              {scenariosOpen ? 'Close scenarios' : 'Scenarios …'}
            </button>
          }
        />
        {scenariosOpen && <ScenarioPanel desk={desk} bench={bench} driving={driving} now={state.at} />}
      </div>
      {setup.view === 'picture' ? (
        <section className={styles.lanes} aria-label="Lanes" style={{ '--lanes': setup.lanes.length }}>
          {setup.lanes.map((id, index) => (
            <LaneColumn
              key={id}
              id={id}
              bench={bench}
              state={state}
              faults={faults}
              locked={scenario.name === 'running'}
              onPublish={() => message.publish(id)}
              publishKey={index + 1}
              onBytes={() => wire.openBytes(id)}
              onPick={wire.onPick}
              pick={wire.pickOf(id)}
            />
          ))}
        </section>
      ) : (
        <FactsTable state={state} offsetMs={bench.offsetMs()} onPublish={message.publish} />
      )}
      <Arrivals messages={state.messages} lanes={setup.lanes} />
      <Legend />
      {wire.drawer}
    </>
  );
}

function secondsToRetry({ lab, at }: CompareState): number {
  return lab.name === 'down' ? Math.max(0, Math.ceil((lab.retryAt - at) / 1_000)) : 0;
}
