'use client';

import { type JSX, type ReactNode, useSyncExternalStore } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { Fact } from '../lane/fact.tsx';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './data-channel.module.css';
import { type Features, lookForFeatures } from './features.ts';
import { Candidates, CostTable, FeatureTable, TripsTable } from './tables.tsx';
import { AWAY_MS, ROUNDS, useDataChannel } from './use-data-channel.ts';

/** Two peers that meet over the lab, and go on without it; and what else this browser has. */
export function DataChannel(): JSX.Element {
  const figure = useFigureSession();
  const run = useDataChannel(figure);
  const features = useFeatures();
  const { state, isAway } = run;
  const canSpeak = state?.phase === 'met' && !state.isMeasuring && !isAway;
  const hasLine = state?.lines.a === 'open' && state.lines.b === 'open';

  return (
    <LiveFigure
      id="data-channel"
      title="Two peers that meet over a server"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.main} ${styles.meet}`}
          disabled={state?.phase === 'meeting' || isAway}
          onClick={run.meet}
        >
          {state === undefined ? 'Let two peers meet' : 'Let two peers meet anew'}
        </button>
        <button type="button" className={controls.button} disabled={!canSpeak} onClick={run.measure}>
          {ROUNDS} round trips each
        </button>
        <button type="button" className={controls.button} disabled={!canSpeak || !hasLine} onClick={run.goOnAlone}>
          Server away for {AWAY_MS / 1_000} s, measure
        </button>
        <button type="button" className={controls.button} disabled={!canSpeak} onClick={run.leave}>
          B leaves
        </button>
      </div>
      <dl className={styles.facts}>
        <Fact name="signalling of A" value={state?.lines.a} />
        <Fact name="signalling of B" value={state?.lines.b} />
        <Fact name="A’s peer connection" value={state?.connection} />
        <Fact
          name="channels open after"
          value={state?.metAfterMs === undefined ? undefined : `${state.metAfterMs.toFixed(0)} ms`}
        />
      </dl>
      <TripsTable state={state} />
      <div className={styles.sides}>
        <CostTable cost={run.cost} />
        <Candidates state={state} />
      </div>
      <FeatureTable features={features} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (run.said !== undefined) return run.said;
    // Two that have met need no lab: how it stands is said where nothing else is to be said.
    if (state === undefined || (figure.standing.name !== 'ready' && state.phase !== 'met')) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (state.refused !== undefined) return `The server refused: ${state.refused}.`;
    switch (state.phase) {
      case 'meeting':
        return 'The two tell each other over the lab what they can do and where they are.';
      case 'failed':
        return `They did not meet: ${state.reason ?? 'for a reason unknown'}.`;
      case 'closed':
        return `Over: ${state.reason ?? 'the connection was closed'}.`;
      case 'met':
        return metText(hasLine);
    }
  }

  function metText(isSignalling: boolean): string {
    if (isAway) return 'The signalling server is away. The channels between the peers are not.';
    if (state?.isMeasuring) return 'Round trips are under way.';
    return isSignalling
      ? 'They have met. What they say now passes by the lab unseen.'
      : 'The signalling connections are over, and the two still speak with each other.';
  }
}

const never = (): (() => void) => () => undefined;
let found: Features | undefined;

/** What this browser has; nothing before the page’s script runs. */
function useFeatures(): Features | undefined {
  return useSyncExternalStore(
    never,
    () => (found ??= lookForFeatures(globalThis)),
    () => undefined,
  );
}
