import type { JSX, ReactNode } from 'react';
import { EndBox, endText, ExchangeList } from '../exchange/index.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './close-codes.module.css';
import { type Ending, ENDINGS } from './endings.ts';
import { type PageLine, STATE_NAMES } from './page-run.ts';
import { MANY, useStall } from './use-stall.ts';
import { usePageRun } from './use-page-run.ts';

const GROUPS = [
  { by: 'page', label: 'The page closes' },
  { by: 'page, refused', label: 'Calls that throw' },
  { by: 'other side', label: 'It ends otherwise' },
] as const;

/** A real WebSocket of this page, every way of ending it, and both sides of what happens then. */
export function PageEndings({ choice }: { choice: ReactNode }): JSX.Element {
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const { run, state, captured, open } = usePageRun(figure);
  const stall = useStall(figure);
  const isOpen = state?.readyState === 1;
  const entries = captured.entries.map(({ entry }) => entry);
  const last = captured.ends.at(-1);

  const end = (ending: Ending): void => run?.end(ending);
  /** Closing while it is connecting needs a connection of its own. */
  const closeAtOnce = (): Promise<void> => {
    const ending = ENDINGS.find(({ id }) => id === 'close(1000)');
    return open((opened) => (ending ? opened.end(ending) : undefined));
  };

  return (
    <LiveFigure
      id="page-endings"
      title="The end of a connection, from both sides"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      {choice}
      <div className={controls.row}>
        <button type="button" className={`${controls.button} ${styles.open}`} onClick={() => guarded(open)}>
          {state === undefined ? 'Open a connection' : 'Open a new connection'}
        </button>
        <button type="button" className={controls.button} onClick={() => guarded(closeAtOnce)}>
          Open, and close(1000) at once
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={run === undefined}
          onClick={() => run?.send('12345')}
        >
          Send 5 bytes
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!isOpen && !stall.isStalled}
          aria-pressed={stall.isStalled}
          onClick={() => {
            if (stall.isStalled) guarded(stall.lift);
            else guarded(() => stall.begin().then(() => run?.send('x'.repeat(MANY.bytes), MANY.times)));
          }}
        >
          {stall.isStalled ? 'Lift the stall' : `Stall the edge, and send ${(MANY.bytes * MANY.times) / 1_000_000} MB`}
        </button>
      </div>
      {GROUPS.map(({ by, label }) => (
        <div key={by} role="group" aria-label={label} className={styles.group}>
          <span className={styles.groupName}>{label}</span>
          <span className={controls.row}>
            {ENDINGS.filter((ending) => ending.by === by).map((ending) => (
              <button
                key={ending.id}
                type="button"
                className={`${controls.button} ${styles.ending}`}
                disabled={!isOpen}
                onClick={() => end(ending)}
              >
                {ending.label}
              </button>
            ))}
          </span>
        </div>
      ))}
      <dl className={styles.properties}>
        <div>
          <dt>readyState</dt>
          <dd data-property="readyState">
            {state === undefined ? '–' : `${state.readyState} ${STATE_NAMES[state.readyState] ?? ''}`}
          </dd>
        </div>
        <div>
          <dt>bufferedAmount</dt>
          <dd data-property="bufferedAmount">
            {state === undefined ? '–' : state.bufferedAmount.toLocaleString('en')}
          </dd>
        </div>
      </dl>
      <div className={styles.sides}>
        <section aria-label="What the page is told">
          <p className={styles.sideName}>What the page does and is told</p>
          <PageLog lines={state?.lines ?? []} />
        </section>
        <section aria-label="What the server received and answered">
          <p className={styles.sideName}>What the server received and answered</p>
          <ExchangeList
            entries={entries}
            label="Captured at the edge"
            empty="The bytes that the edge captures are shown here."
          />
        </section>
      </div>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const closed = state.lines.findLast(({ text }) => text.startsWith('close:'));
    const page = closed === undefined ? 'The page was told of no end.' : `The page was told: ${closed.text.slice(7)}.`;
    return `${page} ${last === undefined ? '' : `As the edge saw it, ${endText(last)}.`}`;
  }
}

function PageLog({ lines }: { lines: readonly PageLine[] }): JSX.Element {
  return (
    <EndBox label="The page’s log" count={lines.length} empty="No connection was opened yet.">
      <ol className={styles.log}>
        {lines.map(({ number, afterMs, kind, text }) => (
          <li key={number} data-kind={kind}>
            <span className={styles.time}>{(afterMs / 1_000).toFixed(3)} s</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </EndBox>
  );
}
