'use client';

import type { JSX, ReactNode } from 'react';
import { MANY } from '../close-codes/use-stall.ts';
import { EndBox } from '../exchange/index.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice, type ChoiceOption } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { CostTable } from './cost-table.tsx';
import styles from './half-open.module.css';
import type { PeerState } from './peer.ts';
import { PeersTable } from './peers-table.tsx';
import { useHalfOpen } from './use-half-open.ts';

const INTERVALS_MS = [1_000, 5_000, 25_000] as const;
const TIMEOUTS_MS = [500, 2_000, 5_000] as const;

/** Two clients on a peer that falls silent: one asks whether it is there, and one waits to be told. */
export function HalfOpen(): JSX.Element {
  const figure = useFigureSession();
  const run = useHalfOpen(figure);
  const { state, pulse, silentAt, isStalled } = run;
  const isOpen = state !== undefined;
  const canLeave = state?.plain.readyState === 1;

  return (
    <LiveFigure
      id="half-open"
      title="A peer that is gone, with and without a heartbeat"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={controls.row}>
        <button type="button" className={`${controls.button} ${controls.main}`} onClick={run.open}>
          {isOpen ? 'Open both anew' : 'Open both'}
        </button>
        <button type="button" className={controls.button} disabled={!isOpen} onClick={run.silence}>
          Let the peer fall silent
        </button>
        <button type="button" className={controls.button} disabled={!isOpen} onClick={run.drop}>
          Cut with a RST
        </button>
      </div>
      <div className={styles.choices}>
        <Choice
          label="Ask after"
          options={INTERVALS_MS.map(secondsOption)}
          value={pulse.intervalMs}
          onChoose={(intervalMs) => run.setPulse({ intervalMs })}
        />
        <Choice
          label="Answer within"
          options={TIMEOUTS_MS.map(secondsOption)}
          value={pulse.timeoutMs}
          onChoose={(timeoutMs) => run.setPulse({ timeoutMs })}
        />
      </div>
      <div className={controls.row} role="group" aria-label="The client without a heartbeat">
        <span className={styles.label}>Without a heartbeat</span>
        <button type="button" className={controls.button} disabled={!canLeave} onClick={run.leave}>
          close(1000)
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!canLeave && !isStalled}
          aria-pressed={isStalled}
          onClick={run.stall}
        >
          {isStalled ? 'Lift the stall' : `Stall the edge, send ${(MANY.bytes * MANY.times) / 1_000_000} MB`}
        </button>
      </div>
      <PeersTable state={state} silentAt={silentAt} />
      <CostTable captured={run.captured} since={run.pulseSince} until={state?.serverNow} />
      <div className={styles.sides}>
        <Log name="Without a heartbeat" peer={state?.plain} />
        <Log name="With a heartbeat" peer={state?.asking} />
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (run.said !== undefined) return run.said;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (isStalled) return 'The edge takes nothing more from the clients. Nothing is lost, and nothing arrives.';
    if (silentAt === undefined) return 'Both connections stand, and both can be heard from.';
    return 'Nothing passes over the connections that stood, and neither side was told.';
  }
}

function secondsOption(ms: number): ChoiceOption<number> {
  return { value: ms, label: `${ms / 1_000} s` };
}

function Log({ name, peer }: { name: string; peer: PeerState | undefined }): JSX.Element {
  const lines = peer?.lines ?? [];
  const beganAt = lines[0]?.at ?? 0;
  return (
    <section aria-label={name}>
      <p className={styles.label}>{name}</p>
      <EndBox label={`Log: ${name}`} count={lines.at(-1)?.number ?? 0} empty="What the client does and is told.">
        <ol className={styles.log}>
          {lines.map(({ number, at, text }) => (
            <li key={number}>
              <span className={styles.time}>{((at - beganAt) / 1_000).toFixed(3)} s</span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </EndBox>
    </section>
  );
}
