'use client';

import { type JSX, type ReactNode, useRef, useState } from 'react';
import type { Connection, ConnectionState } from '../../transports/index.ts';
import { loadTransport } from '../../transports/index.ts';
import { type CapturedEntry } from '../exchange/index.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './layers-unfolded.module.css';
import { Unfolded } from './unfolded.tsx';

/** A client of Socket.IO at work, and every layer of what goes over its connections. */
export function LayersUnfolded(): JSX.Element {
  const [state, setState] = useState<ConnectionState['name']>();
  const [chosen, setChosen] = useState<CapturedEntry>();
  const connection = useRef<Connection>(undefined);
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const { captured, begin, end } = useCapture(figure, 'socket-io');
  const isRunning = state !== undefined && state !== 'closed';

  const start = async (webSocketOnly: boolean): Promise<void> => {
    setChosen(undefined);
    const connect = await loadTransport('socket-io');
    await begin(({ url, token }) => {
      setState('connecting');
      const opened = connect({
        url: `${url}/?${token}`,
        topic: ownTopic('lesson', Math.random),
        onEvent: () => undefined,
        onState: ({ name }) => setState(name),
        webSocketOnly,
      });
      connection.current = opened;
      return () => {
        opened.close();
        connection.current = undefined;
        setState('closed');
      };
    });
  };

  return (
    <LiveFigure
      id="layers-unfolded"
      title="A client at work, layer by layer"
      transport="socket-io"
      lab={figure}
      note={noteOf()}
    >
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${styles.start}`}
          onClick={() => guarded(() => start(false))}
        >
          Start, polling first
        </button>
        <button type="button" className={controls.button} onClick={() => guarded(() => start(true))}>
          WebSocket only
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={state !== 'open'}
          onClick={() => void connection.current?.publish('note', 'hi').catch(() => undefined)}
        >
          Publish
        </button>
        <button type="button" className={controls.button} disabled={!isRunning} onClick={end}>
          Stop
        </button>
      </div>
      <div className={styles.parts}>
        <EntryTable entries={captured.entries} chosen={chosen} onChoose={setChosen} />
        <div className={styles.unfolded} role="region" aria-label="Layers of the chosen line" tabIndex={0}>
          {chosen === undefined ? (
            <p className={styles.empty}>Choose a line to unfold it.</p>
          ) : (
            <Unfolded
              key={`${chosen.connection} ${chosen.entry.index} ${chosen.entry.direction}`}
              entry={chosen.entry}
            />
          )}
        </div>
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const connections = new Set(captured.entries.map((each) => each.connection)).size;
    return `The client is ${state}. ${captured.entries.length} entries over ${connections} TCP connections.`;
  }
}

function EntryTable({
  entries,
  chosen,
  onChoose,
}: {
  entries: readonly CapturedEntry[];
  chosen: CapturedEntry | undefined;
  onChoose: (entry: CapturedEntry) => void;
}): JSX.Element {
  return (
    <div className={styles.list} role="region" aria-label="What went over the connections" tabIndex={0}>
      {entries.length === 0 ? (
        <p className={styles.empty}>No client was started yet.</p>
      ) : (
        <ol>
          {inOrder(entries).map((each) => (
            <li key={`${each.connection} ${each.entry.direction} ${each.entry.index}`}>
              <button
                type="button"
                className={styles.entry}
                data-direction={each.entry.direction}
                aria-pressed={each === chosen}
                onClick={() => onChoose(each)}
              >
                <span className={styles.place}>
                  {each.entry.direction === 'up' ? '↑ up' : '↓ down'}, connection {each.connection}
                </span>
                <span className={styles.title}>{each.entry.title}</span>
                <span className={styles.layers}>{innermost(each)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** By when each began: a held answer is complete long after it was asked for, and belongs where it ended. */
function inOrder(entries: readonly CapturedEntry[]): CapturedEntry[] {
  return [...entries].sort((a, b) => a.entry.endedAt - b.entry.endedAt);
}

/** What the layers inside say, without the outermost, which the title has. */
function innermost({ entry }: CapturedEntry): string {
  return entry.layers
    .slice(1)
    .map(({ title }) => title)
    .join(' › ');
}
