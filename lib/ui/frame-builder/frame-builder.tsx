'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { END_TEXTS, ExchangeList } from '../exchange/index.ts';
import { answered, useTalk } from '../exchange/use-talk.ts';
import { encodeRequest, GOOD_REQUEST } from '../handshake/request.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { BitGrid } from './bit-grid.tsx';
import { encodeDraft, type FrameDraft } from './draft.ts';
import { FRAME_EXAMPLES } from './examples.ts';
import { FrameBytes } from './frame-bytes.tsx';
import { FrameForm } from './frame-form.tsx';
import styles from './frame-builder.module.css';
import { brokenRules } from './rules.ts';

const FIRST_EXAMPLE: readonly FrameDraft[] = FRAME_EXAMPLES[0]?.frames ?? [];

/** A frame whose every bit can be turned, sent over a real connection after a real handshake. */
export function FrameBuilder(): JSX.Element {
  const [frames, setFrames] = useState(FIRST_EXAMPLE);
  const [chosen, setChosen] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const talk = useTalk(figure, 'websocket');
  const draft = frames[chosen] ?? frames[0];
  const broken = brokenRules(frames);
  const isStanding = talk.state !== undefined && talk.state.phase !== 'ended';

  const send = async (): Promise<void> => {
    setIsSending(true);
    try {
      let current = talk.current();
      if (current === undefined) {
        current = (await talk.open()).talk;
        current.send(encodeRequest(GOOD_REQUEST));
        // "Once the client's opening handshake has been sent, the client MUST wait for a response."
        if (!(await answered(current))) return;
      }
      for (const frame of frames) current.send(encodeDraft(frame));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <LiveFigure id="frame-builder" title="A frame, bit by bit" transport="websocket" lab={figure} note={noteOf()}>
      <div className={styles.examples} role="group" aria-label="Ready frames">
        {FRAME_EXAMPLES.map(({ label, frames: example }) => (
          <button
            key={label}
            type="button"
            className={`${controls.button} ${styles.example}`}
            aria-pressed={frames === example}
            onClick={() => {
              setFrames(example);
              setChosen(0);
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <div className={controls.segments} role="group" aria-label="Frames, in the order in which they are sent">
        {frames
          .map((_, index) => frameName(index, frames.length))
          .map((name, index) => (
            <button
              key={name}
              type="button"
              className={controls.segment}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              {name}
            </button>
          ))}
      </div>
      {draft && (
        <>
          <BitGrid draft={draft} onChange={replace} />
          <FrameForm key={chosen} draft={draft} onChange={replace} />
          <FrameBytes draft={draft} broken={broken[chosen] ?? []} />
        </>
      )}
      <p className={styles.actions}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={isSending}
          onClick={() => guarded(send)}
        >
          {frames.length === 1 ? 'Send the frame' : `Send the ${frames.length} frames`}
        </button>
        <button type="button" className={controls.button} disabled={!isStanding} onClick={talk.close}>
          Leave the connection
        </button>
      </p>
      <ExchangeList
        entries={talk.state?.entries ?? []}
        pending={talk.state?.pending ?? []}
        label="What went over the connection"
        empty="Nothing was sent yet. The first frame is sent after a handshake, which is shown as well."
      />
    </LiveFigure>
  );

  function replace(next: FrameDraft): void {
    setFrames(frames.map((frame, index) => (index === chosen ? next : frame)));
  }

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    const { state } = talk;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const last = state.entries.findLast(({ direction }) => direction === 'down');
    const lastText = last === undefined ? 'The server has said nothing yet.' : `Last answer: ${last.title}.`;
    return `${lastText} ${state.how === undefined ? 'The connection stands.' : `Then ${END_TEXTS[state.how]}.`}`;
  }
}

function frameName(index: number, count: number): string {
  return count === 1 ? 'One frame' : `Frame ${index + 1} of ${count}`;
}
