import type { JSX } from 'react';
import { hexOf } from '../exchange/hex.ts';
import { type FrameDraft, partsOf } from './draft.ts';
import styles from './frame-builder.module.css';
import type { BrokenRule } from './rules.ts';

/** How many bytes of a part are written out. */
const SHOWN_BYTES = 48;

/** The bytes of a frame in their parts, and the rules that it breaks. */
export function FrameBytes({ draft, broken }: { draft: FrameDraft; broken: readonly BrokenRule[] }): JSX.Element {
  return (
    <div className={styles.result}>
      <dl className={styles.parts} tabIndex={0} aria-label="The bytes of the frame">
        {partsOf(draft).map(({ name, bytes }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {hexOf(bytes.subarray(0, SHOWN_BYTES))}
              {bytes.length > SHOWN_BYTES ? ` … (${bytes.length.toLocaleString('en')} bytes)` : ''}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.verdict} aria-live="polite">
        {broken.length === 0 ? (
          <p>Legal from a client.</p>
        ) : (
          <ul>
            {broken.map(({ text, section }) => (
              <li key={text}>
                Against section {section}: {text}.
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
