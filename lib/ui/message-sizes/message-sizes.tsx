'use client';

import { type JSX, type ReactNode, useId, useState, useSyncExternalStore } from 'react';
import type { ServerSettings } from '../../protocol/index.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { FORM_IDS } from './forms.ts';
import { keepText, keptText } from './kept-text.ts';
import styles from './message-sizes.module.css';
import { MAX_TEXT_BYTES, readPasted, SAMPLES } from './messages.ts';
import { SizesTable } from './sizes-table.tsx';
import { useSizes } from './use-sizes.ts';

const COMPRESSED: ServerSettings = { deflate: true };
const FIRST = SAMPLES[0]?.text ?? '{}';

const never = (): (() => void) => () => undefined;
const nothing = (): undefined => undefined;

/** The reader's own JSON, sent in nine forms, and what each of them cost on the wire. */
export function MessageSizes(): JSX.Element {
  const [typed, setTyped] = useState<string>();
  // The server does not know what this browser has kept.
  const kept = useSyncExternalStore(never, keptText, nothing);
  const text = typed ?? kept ?? FIRST;
  const plain = useFigureSession();
  const compressed = useFigureSession(COMPRESSED);
  const { results, isBusy, failure, start, clear } = useSizes({ plain, compressed });
  const id = useId();
  const pasted = readPasted(text);
  const done = FORM_IDS.filter((form) => results[form] !== undefined).length;

  const write = (next: string): void => {
    setTyped(next);
    keepText(next);
    clear();
  };

  return (
    <LiveFigure
      id="message-sizes"
      title="Your JSON, sent in nine forms"
      transport="websocket"
      lab={plain}
      note={noteOf()}
    >
      <div className={controls.row} role="group" aria-label="Begin with">
        <span className={styles.label}>Begin with</span>
        {SAMPLES.map((sample) => (
          <button key={sample.name} type="button" className={controls.button} onClick={() => write(sample.text)}>
            {sample.name}
          </button>
        ))}
      </div>
      <div>
        <label className={controls.caption} htmlFor={id}>
          Your JSON: one message, or a list of messages, up to {MAX_TEXT_BYTES.toLocaleString('en')} bytes
        </label>
        <textarea
          id={id}
          className={`${controls.input} ${styles.text}`}
          rows={6}
          spellCheck={false}
          autoComplete="off"
          value={text}
          aria-invalid={pasted.kind === 'wrong'}
          aria-describedby={`${id}-said`}
          onChange={(event) => write(event.target.value)}
        />
        <p id={`${id}-said`} className={pasted.kind === 'wrong' ? styles.wrong : styles.hint}>
          {hintOf()}
        </p>
      </div>
      <p>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={isBusy || pasted.kind === 'wrong'}
          onClick={() => pasted.kind !== 'wrong' && start(pasted.messages)}
        >
          Send in every form
        </button>
      </p>
      <SizesTable results={results} />
    </LiveFigure>
  );

  function hintOf(): string {
    if (pasted.kind === 'wrong') return pasted.reason;
    if (pasted.kind === 'list') return `A list: its ${pasted.messages.length} messages are sent as they are.`;
    return `One message: it is sent first, and ${pasted.messages.length - 1} like it after it, in which every number moves a little.`;
  }

  function noteOf(): ReactNode {
    if (failure !== undefined) return failure;
    if (plain.standing.name !== 'ready') return <StandingText standing={plain.standing} onRetry={plain.start} />;
    if (isBusy) {
      if (compressed.standing.name !== 'ready') {
        return <StandingText standing={compressed.standing} onRetry={compressed.start} />;
      }
      return `Sent and counted: ${done} of ${FORM_IDS.length} forms …`;
    }
    if (done < FORM_IDS.length) return null;
    return `All ${FORM_IDS.length} forms were sent, each over a connection of its own, and counted at the edge.`;
  }
}
