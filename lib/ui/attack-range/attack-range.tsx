'use client';

import { type JSX, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { ExchangeList } from '../exchange/index.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { Fact } from '../lane/fact.tsx';
import { LiveFigure, ScrollBox, StandingText } from '../live-figure/index.ts';
import styles from './attack-range.module.css';
import { ATTACK_GROUPS, ATTACKS } from './attacks.ts';
import { hijackPage } from './frame-pages.ts';
import { MarkupView } from './markup-view.tsx';
import { answerOf, type RangeHandle, type Tried, useRange } from './use-range.ts';

/** How many of the last entries are written out; all of them are counted. */
const SHOWN = 60;

/** Attacks that are really made, what the server answers to each, and whether it still serves the others. */
export function AttackRange(): JSX.Element {
  const figure = useFigureSession();
  const range = useRange(figure);
  const { last, results } = range;
  const [fired, setFired] = useState<string>();
  const message = last?.event;
  const onFired = useCallback(() => setFired(message), [message]);

  return (
    <LiveFigure
      id="attack-range"
      title="Attacks, and who refuses them"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      {ATTACK_GROUPS.map(({ group, label }) => (
        <div key={group} className={styles.group} role="group" aria-label={label}>
          <span className={styles.label}>{label}</span>
          <span className={styles.actions}>
            {ATTACKS.filter((attack) => attack.group === group).map((attack) => (
              <button
                key={attack.id}
                type="button"
                className={controls.button}
                aria-pressed={attack.id === last?.attack.id}
                onClick={() => {
                  setFired(undefined);
                  void range.make(attack);
                }}
              >
                {attack.label}
              </button>
            ))}
          </span>
        </div>
      ))}
      <p className={styles.aim}>{last === undefined ? 'Choose an attack: it is made at once.' : last.attack.aim}</p>
      <dl className={styles.facts}>
        <Fact name="answer" value={last?.phase === 'done' ? answerOf(last) : undefined} />
        <Fact name="after" value={last?.tookMs === undefined ? undefined : ms(last.tookMs)} />
        <Fact name="looked at in" value={last?.attack.where} />
        <Fact name="another client, then" value={last && servedText(last)} />
      </dl>
      <ExchangeList
        entries={last?.entries.slice(-SHOWN) ?? []}
        label="What was sent, and what came back"
        empty="The bytes of the attack, and of the answer, are shown here."
      />
      <div className={styles.stage}>
        {message !== undefined && <MarkupView message={message} onFired={onFired} />}
        <HijackFrame range={range} />
        {message === undefined && range.frameUrl === undefined && (
          <p className={styles.empty}>Where an attack takes a frame, the frame is shown here.</p>
        )}
      </div>
      <Results results={results} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (figure.standing.name !== 'ready' || last === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    if (last.phase === 'running') return `${last.attack.label}: waiting for the answer …`;
    const told = last.told === undefined ? '' : ` The frame’s script was told: ${last.told}.`;
    if (message !== undefined) {
      const ran = fired === message ? 'In the frame, innerHTML ran its script' : 'The frame has run nothing of it';
      return `The server passes the message on as it is: it is data. As text it is harmless. ${ran}.`;
    }
    return `${last.attack.label}: ${answerOf(last)}.${told}`;
  }
}

/** A frame that really tries: what it may do is what any page may, and it has no origin. */
function HijackFrame({ range: { frameUrl, tellFrame } }: { range: RangeHandle }): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
      if (source !== null && source === frame.current?.contentWindow && typeof data === 'string') tellFrame(data);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  });
  if (frameUrl === undefined) return null;
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title="A page without an origin, which tries to connect"
      sandbox="allow-scripts"
      srcDoc={hijackPage(frameUrl)}
    />
  );
}

function Results({ results }: { results: ReadonlyMap<string, Tried> }): JSX.Element {
  return (
    <ScrollBox
      label="All attacks that were made"
      className={styles.scroll}
      empty="A line for each attack is added here."
    >
      {results.size > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Attack</th>
              <th scope="col">Answer</th>
              <th scope="col">Another client, then</th>
            </tr>
          </thead>
          <tbody>
            {[...results.values()].map((tried) => (
              <tr key={tried.attack.id} data-attack={tried.attack.id}>
                <th scope="row">{tried.attack.label}</th>
                <td>{answerOf(tried)}</td>
                <td>{servedText(tried) ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollBox>
  );
}

function servedText({ servedMs }: Tried): string | undefined {
  if (servedMs === undefined) return undefined;
  return servedMs === 'gone' ? 'got no answer' : `answered in ${ms(servedMs)}`;
}

function ms(value: number): string {
  return `${value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ms`;
}
