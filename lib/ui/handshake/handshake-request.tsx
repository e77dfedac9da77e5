'use client';

import { type JSX, type ReactNode, useId, useState } from 'react';
import { acceptKey } from '../../wire/websocket/index.ts';
import { END_TEXTS, ExchangeList } from '../exchange/index.ts';
import { useTalk } from '../exchange/use-talk.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './handshake.module.css';
import {
  encodeRequest,
  GOOD_REQUEST,
  keyOf,
  readAnswer,
  REQUEST_EXAMPLES,
  type RequestDraft,
  withHeader,
} from './request.ts';

/** A handshake whose every line can be changed, sent as it stands, and the answer as it came. */
export function HandshakeRequest(): JSX.Element {
  const [draft, setDraft] = useState<RequestDraft>(GOOD_REQUEST);
  const [sentKey, setSentKey] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const talk = useTalk(figure, 'websocket');
  const bytes = encodeRequest(draft);

  const send = async (): Promise<void> => {
    setIsSending(true);
    try {
      const { talk: opened } = await talk.open();
      setSentKey(keyOf(draft));
      opened.send(bytes);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <LiveFigure
      id="handshake-request"
      title="A handshake, line by line"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={styles.examples} role="group" aria-label="Ready changes">
        {REQUEST_EXAMPLES.map(({ label, draft: example }) => (
          <button
            key={label}
            type="button"
            className={`${controls.button} ${styles.example}`}
            aria-pressed={sameDraft(draft, example)}
            onClick={() => setDraft(example)}
          >
            {label}
          </button>
        ))}
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          guarded(send);
        }}
      >
        <RequestLine draft={draft} onChange={setDraft} />
        {draft.headers.map(({ name, value, isOn }) => (
          <HeaderField
            key={name}
            name={name}
            value={value}
            isOn={isOn}
            onChange={(change) => setDraft(withHeader(name, change, draft))}
          />
        ))}
        <p className={styles.actions}>
          <button type="submit" className={`${controls.button} ${controls.main}`} disabled={isSending}>
            Send {bytes.length} bytes
          </button>
          <span className={styles.hint}>Each line ends in CR LF, and an empty one follows the last.</span>
        </p>
      </form>
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
    const answer = state.entries.find(({ direction }) => direction === 'down');
    if (!answer)
      return state.how === undefined ? 'Sent. Waiting for the answer …' : `No answer: ${END_TEXTS[state.how]}.`;
    const { status, value } = readAnswer(answer.bytes, 'Sec-WebSocket-Accept');
    const after = state.how === undefined ? 'The connection stands.' : `Then ${END_TEXTS[state.how]}.`;
    if (value === undefined || sentKey === undefined) return `${status}. ${after}`;
    const isRight = value === acceptKey(sentKey);
    return `${status}. The accept key is ${isRight ? 'the one that belongs to the key' : 'not the one for this key'}. ${after}`;
  }
}

function RequestLine({
  draft,
  onChange,
}: {
  draft: RequestDraft;
  onChange: (draft: RequestDraft) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.name}>
        Request line
      </label>
      <input
        id={id}
        className={`${controls.input} ${styles.value}`}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        value={draft.line}
        onChange={(event) => onChange({ ...draft, line: oneLine(event.target.value) })}
      />
    </div>
  );
}

function HeaderField({
  name,
  value,
  isOn,
  onChange,
}: {
  name: string;
  value: string;
  isOn: boolean;
  onChange: (change: { value?: string; isOn?: boolean }) => void;
}): JSX.Element {
  return (
    <div className={styles.row} data-on={isOn}>
      <label className={styles.name}>
        <input type="checkbox" checked={isOn} onChange={(event) => onChange({ isOn: event.target.checked })} /> {name}
      </label>
      <input
        className={`${controls.input} ${styles.value}`}
        aria-label={`Value of ${name}`}
        spellCheck={false}
        autoComplete="off"
        maxLength={400}
        value={value}
        onChange={(event) => onChange({ value: oneLine(event.target.value), isOn: true })}
      />
    </div>
  );
}

/** What is pasted may have line ends, and these would be lines of their own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

function sameDraft(a: RequestDraft, b: RequestDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
