'use client';

import { type JSX, useId, useState } from 'react';
import { hexOf } from '../exchange/hex.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure } from '../live-figure/index.ts';
import styles from './handshake.module.css';
import { KEY_BYTES, keyOfBytes, stepsOf } from './key-steps.ts';
import { SAMPLE_KEY } from './request.ts';

/** The accept key of any key, with every step on the way. Needs no lab. */
export function AcceptKey(): JSX.Element {
  const [key, setKey] = useState(SAMPLE_KEY);
  const id = useId();
  const { nonce, joined, hash, accept, problem } = stepsOf(key);
  return (
    <LiveFigure
      title="From the key to the accept key"
      transport="websocket"
      note={problem ?? 'A server accepts this key.'}
    >
      <div className={styles.keyField}>
        <label htmlFor={id}>Sec-WebSocket-Key</label>
        <input
          id={id}
          className={`${controls.input} ${styles.value}`}
          spellCheck={false}
          autoComplete="off"
          maxLength={64}
          value={key}
          aria-invalid={problem !== undefined}
          onChange={(event) => setKey(event.target.value)}
        />
        <button
          type="button"
          className={controls.button}
          onClick={() => setKey(keyOfBytes(crypto.getRandomValues(new Uint8Array(KEY_BYTES))))}
        >
          A fresh one
        </button>
        <button type="button" className={controls.button} onClick={() => setKey(SAMPLE_KEY)}>
          That of the standard
        </button>
      </div>
      <dl className={styles.steps}>
        <div>
          <dt>It stands for</dt>
          <dd data-wrong={problem !== undefined}>
            {nonce === undefined ? 'no bytes: this is not base64' : `${hexOf(nonce)} (${nonce.length} bytes)`}
          </dd>
        </div>
        <div>
          <dt>The key’s text and the constant</dt>
          <dd>
            <strong>{key}</strong>
            {joined.slice(key.length)}
          </dd>
        </div>
        <div>
          <dt>SHA-1 of that</dt>
          <dd>{hexOf(hash)}</dd>
        </div>
        <div>
          <dt>In base64: Sec-WebSocket-Accept</dt>
          <dd>
            <strong data-accept>{accept}</strong>
          </dd>
        </div>
      </dl>
    </LiveFigure>
  );
}
