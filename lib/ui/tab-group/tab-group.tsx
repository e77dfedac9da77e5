'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, ScrollBox, StandingText } from '../live-figure/index.ts';
import styles from './tab-group.module.css';
import { MAX_FRAMES, PER_SECOND, useTabGroup } from './use-tab-group.ts';

/** What the edge can add to each direction, in milliseconds. */
const LATENCIES_MS = [0, 50, 200] as const;

/** Tabs that have one connection together: who leads, and what is missing when the leader is gone. */
export function TabGroup(): JSX.Element {
  const [resume, setResume] = useState(true);
  const [latencyMs, setLatencyMs] = useState(0);
  const { said, guarded } = useSaid();
  const figure = useFigureSession();
  const { group, edge, frames, tabHref, tabOpened, add, endLeader, reset } = useTabGroup(figure, resume);
  const missing = (group?.tabs ?? []).reduce((sum, tab) => sum + tab.missing, 0);
  const isLeaderFramed = frames.some(({ name }) => name === group?.leader);

  const setLatency = (ms: number): void =>
    guarded(async () => {
      const session = await figure.ready();
      const stream = { latency: { latency: ms } };
      await session.setToxics('websocket', ms === 0 ? {} : { upstream: stream, downstream: stream });
      setLatencyMs(ms);
    });

  return (
    <LiveFigure
      id="tab-group"
      title="Tabs that share one connection"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={frames.length >= MAX_FRAMES}
          onClick={() => guarded(add)}
        >
          Add a frame
        </button>
        {tabHref === undefined ? (
          <button type="button" className={controls.button} disabled>
            Open one as a tab
          </button>
        ) : (
          <a className={controls.button} href={tabHref} target="_blank" rel="noreferrer" onClick={tabOpened}>
            Open one as a tab
          </a>
        )}
        <button type="button" className={controls.button} disabled={!isLeaderFramed} onClick={endLeader}>
          End the leader
        </button>
        <button type="button" className={controls.button} disabled={group === undefined} onClick={reset}>
          Begin anew
        </button>
      </div>
      <div className={styles.actions}>
        <span className={controls.segments} role="group" aria-label="A new leader subscribes">
          {[true, false].map((way) => (
            <button
              key={String(way)}
              type="button"
              className={controls.segment}
              aria-pressed={resume === way}
              onClick={() => {
                reset();
                setResume(way);
              }}
            >
              {way ? 'A new leader sends after' : 'without after'}
            </button>
          ))}
        </span>
        <Choice
          label="Latency"
          name="Latency at the edge, each direction"
          options={LATENCIES_MS.map((ms) => ({ value: ms, label: `${ms} ms` }))}
          value={latencyMs}
          onChoose={setLatency}
        />
      </div>
      <dl className={styles.sums}>
        <Sum name="connections open, at the edge" value={group && edge.open} />
        <Sum name="connections made, at the edge" value={group && edge.made} />
        <Sum name="tabs" value={group?.tabs.length} />
        <Sum name="leaders ended" value={group?.ended} />
        <Sum
          name="last takeover"
          value={group?.takeoverMs === undefined ? undefined : `${Math.round(group.takeoverMs)} ms`}
        />
        <Sum name="events missing, all tabs" value={group && missing} />
      </dl>
      <ScrollBox label="The tabs of the group" className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Tab</th>
              <th scope="col">Role</th>
              <th scope="col">Newest event</th>
              <th scope="col">Events</th>
              <th scope="col">Missing</th>
            </tr>
          </thead>
          <tbody>
            {(group?.tabs ?? []).map(({ tab, role, seq, events, missing }) => (
              <tr key={tab} data-role={role}>
                <th scope="row">{tab}</th>
                <td>{role}</td>
                <td>{seq}</td>
                <td>{events}</td>
                <td>{missing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div className={styles.frames}>
        {frames.length === 0 && <p className={styles.empty}>Frames appear here, each a page of its own.</p>}
        {frames.map(({ name, href }) => (
          // oxlint-disable-next-line react/iframe-missing-sandbox -- a page of ours, whose lock needs the origin
          <iframe key={name} title={name} src={href} className={styles.frame} />
        ))}
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready') return <StandingText standing={figure.standing} onRetry={figure.start} />;
    if (group === undefined) return `No tab is there. The lab publishes ${PER_SECOND} events a second once one is.`;
    if (group.leader === undefined) return 'Nobody has the connection now.';
    const by = isLeaderFramed ? '' : ' It is a tab of its own: close it to end it.';
    return `${group.leader} has the connection.${by}`;
  }
}

function Sum({ name, value = '–' }: { name: string; value?: string | number | undefined }): JSX.Element {
  return (
    <div data-sum={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
