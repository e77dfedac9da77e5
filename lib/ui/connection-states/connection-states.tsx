'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { EndBox } from '../exchange/index.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { AccountsTable } from './accounts-table.tsx';
import styles from './connection-states.module.css';
import type { StateLine } from './ledger.ts';
import { MachineDrawing } from './machine-drawing.tsx';
import { CLIENT_IDS, CLIENT_NAMES, type ClientId } from './run.ts';
import { useStatesRun } from './use-states-run.ts';

/** Three clients of the lab, driven together: a machine, and two that decide by something else. */
export function ConnectionStates(): JSX.Element {
  const figure = useFigureSession();
  const [shown, setShown] = useState<ClientId>('machine');
  const run = useStatesRun(figure);
  const { accounts, beganAt, isRefusing } = run;
  const account = accounts[shown];
  const hasBegun = accounts.machine.made > 0;
  const anyOpen = CLIENT_IDS.some((id) => accounts[id].openSockets > 0);

  const button = (label: string, act: () => void, options: { isOff?: boolean; isMain?: boolean } = {}): JSX.Element => (
    <button
      type="button"
      className={options.isMain === true ? `${controls.button} ${controls.main}` : controls.button}
      disabled={options.isOff ?? false}
      onClick={act}
    >
      {label}
    </button>
  );

  return (
    <LiveFigure
      id="connection-states"
      title="A connection as a state machine"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div role="group" aria-label="What you want" className={styles.group}>
        <span className={styles.groupName}>What you want, told to all three clients</span>
        <span className={styles.actions}>
          {button('Connect', run.connect, { isMain: true })}
          {button('Disconnect', run.disconnect, { isOff: !hasBegun })}
          {button('Disconnect, connect at once', run.again, { isOff: !hasBegun })}
          {button('Connect, disconnect at once', run.atOnce)}
          {button('Start over', run.startOver, { isOff: !hasBegun })}
        </span>
      </div>
      <div role="group" aria-label="What happens to them" className={styles.group}>
        <span className={styles.groupName}>What happens to them</span>
        <span className={styles.actions}>
          {button('Drop (RST)', run.drop, { isOff: !anyOpen })}
          {button('Fall silent', run.silence, { isOff: !anyOpen })}
          {button('Restart the server', run.restart, { isOff: !hasBegun })}
          <button
            type="button"
            className={controls.button}
            aria-pressed={isRefusing}
            disabled={!hasBegun}
            onClick={run.refuse}
          >
            {isRefusing ? 'Accept again' : 'Refuse'}
          </button>
          {button('Send too much (1009)', run.sendTooMuch, { isOff: !anyOpen })}
        </span>
      </div>
      <AccountsTable accounts={accounts} />
      <div className={styles.choice} role="group" aria-label="The client that is drawn">
        <span className={styles.groupName}>Draw</span>
        <span className={controls.segments}>
          {CLIENT_IDS.map((id) => (
            <button
              key={id}
              type="button"
              className={controls.segment}
              aria-pressed={id === shown}
              onClick={() => setShown(id)}
            >
              {CLIENT_NAMES[id]}
            </button>
          ))}
        </span>
      </div>
      <div className={styles.sides}>
        <MachineDrawing client={CLIENT_NAMES[shown]} state={account.state} />
        <Log lines={account.lines} beganAt={beganAt} name={CLIENT_NAMES[shown]} />
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (run.said !== undefined) return run.said;
    if (figure.standing.name !== 'ready' || !hasBegun) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const { state, openSockets } = account;
    const sockets = openSockets === 1 ? 'One socket is open' : `${openSockets} sockets are open`;
    return `${CLIENT_NAMES[shown]} says ${state}. ${sockets}.${isRefusing ? ' The edge refuses connections.' : ''}`;
  }
}

function Log({ lines, beganAt, name }: { lines: readonly StateLine[]; beganAt: number; name: string }): JSX.Element {
  return (
    <EndBox
      label={`Log: ${name}`}
      count={lines.at(-1)?.number ?? 0}
      empty="Every change of state, with its cause and time."
    >
      <ol className={styles.log}>
        {lines.map(({ number, at, kind, text, cause }) => (
          <li key={number} data-kind={kind}>
            <span className={styles.time}>{((at - beganAt) / 1_000).toFixed(3)} s</span>
            <span>{kind === 'wrong' ? `wrong: ${text}` : text}</span>
            <span className={styles.cause}>{cause}</span>
          </li>
        ))}
      </ol>
    </EndBox>
  );
}
