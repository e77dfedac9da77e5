'use client';

import { type JSX, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { EndBox } from '../exchange/index.ts';
import { figureToken } from '../exchange/figure-token.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { openPacketRun, type PacketRun, type PacketRunState } from './packet-run.ts';
import styles from './packet-console.module.css';
import { filledIn, PACKETS, type PacketPreset } from './packets.ts';

/** Packets of Socket.IO, written by hand and sent over a plain WebSocket. */
export function PacketConsole({ preset }: { preset: PacketPreset }): JSX.Element {
  const [text, setText] = useState(PACKETS[preset][0]?.packet ?? '');
  const [state, setState] = useState<PacketRunState>();
  const run = useRef<PacketRun>(undefined);
  const id = useId();
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const last = state?.lines.findLast(({ roundTripMs }) => roundTripMs !== undefined);

  const send = async (): Promise<void> => {
    if (run.current === undefined || run.current.state().lines.at(-1)?.text.startsWith('the connection ended')) {
      const standing = (await figure.ready()).state();
      if (standing.name !== 'open') return;
      run.current?.close();
      const opened: PacketRun = openPacketRun({
        url: standing.session.urls['socket-io'],
        token: figureToken(Math.random),
        clock: systemClock,
        onChange: () => {
          if (run.current === opened) setState(opened.state());
        },
      });
      run.current = opened;
      setState(opened.state());
    }
    run.current.send(filledIn(text, crypto.getRandomValues(new Uint32Array(2)).join('-')));
  };

  useEffect(() => () => run.current?.close(), []);

  return (
    <LiveFigure
      id={`packets-${preset}`}
      title="Packets written by hand"
      transport="socket-io"
      lab={figure}
      note={noteOf()}
    >
      <div className={controls.row} role="group" aria-label="Ready packets">
        {PACKETS[preset].map(({ label, packet }) => (
          <button
            key={label}
            type="button"
            className={`${controls.button} ${styles.ready}`}
            aria-pressed={packet === text}
            onClick={() => setText(packet)}
          >
            {label}
          </button>
        ))}
      </div>
      <form
        className={controls.row}
        onSubmit={(event) => {
          event.preventDefault();
          guarded(send);
        }}
      >
        <label htmlFor={id}>Packet</label>
        <input
          id={id}
          className={`${controls.input} ${styles.packet}`}
          spellCheck={false}
          autoComplete="off"
          maxLength={400}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className={`${controls.button} ${controls.main}`}>
          Send
        </button>
      </form>
      <Lines lines={state?.lines ?? []} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const standing = state.isOpen ? 'The connection stands.' : 'There is no connection now; sending opens one.';
    if (last?.roundTripMs === undefined) return standing;
    return `${standing} The last acknowledgement came ${last.roundTripMs.toFixed(1)} ms after its packet was sent.`;
  }
}

function Lines({ lines }: { lines: PacketRunState['lines'] }): JSX.Element {
  return (
    <EndBox
      label="Packets of the connection"
      count={lines.length}
      empty="Nothing was sent yet. The first packet opens the connection."
    >
      <ol className={styles.lines}>
        {lines.map(({ number, kind, text, roundTripMs }) => (
          <li key={number} data-kind={kind}>
            <span className={styles.direction}>{kind === 'up' ? 'up ↑' : kind === 'down' ? 'down ↓' : ''}</span>
            <span>
              {text}
              {roundTripMs !== undefined && <span className={styles.time}> after {roundTripMs.toFixed(1)} ms</span>}
            </span>
          </li>
        ))}
      </ol>
    </EndBox>
  );
}
