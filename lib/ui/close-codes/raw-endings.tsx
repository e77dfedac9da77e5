import { type JSX, type ReactNode, useId, useState } from 'react';
import { closeCode } from '../../wire/websocket/index.ts';
import { END_TEXTS, ExchangeList } from '../exchange/index.ts';
import { answered, useTalk } from '../exchange/use-talk.ts';
import { encodeDraft } from '../frame-builder/draft.ts';
import { closeFrame } from '../frame-builder/examples.ts';
import { encodeRequest, GOOD_REQUEST } from '../handshake/request.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './close-codes.module.css';

const CODES = [
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 2999, 3000, 4999,
];

/** A close frame with any code, made by hand, and what the server answers to it. */
export function RawEndings({ choice }: { choice: ReactNode }): JSX.Element {
  const [code, setCode] = useState(1001);
  const [reason, setReason] = useState('');
  const [isSending, setIsSending] = useState(false);
  const id = useId();
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const talk = useTalk(figure, 'websocket');
  const { name, mayBeSent } = closeCode(code);

  const send = async (): Promise<void> => {
    setIsSending(true);
    try {
      const { talk: opened } = await talk.open();
      opened.send(encodeRequest(GOOD_REQUEST));
      if (await answered(opened)) opened.send(encodeDraft(closeFrame(code, reason)));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <LiveFigure id="raw-endings" title="A close frame made by hand" transport="websocket" lab={figure} note={noteOf()}>
      {choice}
      <div className={controls.row} role="group" aria-label="Codes">
        {CODES.map((each) => (
          <button
            key={each}
            type="button"
            className={`${controls.button} ${styles.code}`}
            aria-pressed={each === code}
            onClick={() => setCode(each)}
          >
            {each}
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
        <label htmlFor={`${id}-code`}>Code</label>
        <input
          id={`${id}-code`}
          className={`${controls.input} ${styles.codeInput}`}
          type="number"
          min={0}
          max={65_535}
          value={code}
          onChange={(event) => {
            const next = Math.trunc(Number(event.target.value));
            if (next >= 0 && next <= 65_535) setCode(next);
          }}
        />
        <label htmlFor={`${id}-reason`}>Reason</label>
        <input
          id={`${id}-reason`}
          className={`${controls.input} ${styles.reasonInput}`}
          maxLength={100}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className={`${controls.button} ${styles.open}`} disabled={isSending}>
          Connect, and close with it
        </button>
      </form>
      <p className={styles.meaning} data-sent={mayBeSent}>
        {code}: {name}. {mayBeSent ? 'It may stand in a close frame.' : 'It may never stand in a close frame.'}
      </p>
      <ExchangeList
        entries={talk.state?.entries ?? []}
        pending={talk.state?.pending ?? []}
        label="What went over the connection"
        empty="Nothing was sent yet."
      />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    const { state } = talk;
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const answer = state.entries.findLast(({ direction, kind }) => direction === 'down' && kind === 'control');
    const answerText =
      answer === undefined ? 'The server has sent no close frame yet.' : `The server answered: ${answer.title}.`;
    return `${answerText} ${state.how === undefined ? '' : `Then ${END_TEXTS[state.how]}.`}`;
  }
}
