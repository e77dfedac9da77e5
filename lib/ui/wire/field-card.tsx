import type { JSX } from 'react';
import type { ByteView } from './byte-view.ts';
import { describeField } from '../../wire/fields/index.ts';
import { countBytes } from './format-bytes.ts';
import { LAYER_NAMES } from './layer-names.ts';
import styles from './field-card.module.css';
import type { Lit } from './use-lit.ts';
import { valueOfField } from './value-of-field.ts';

/** What the lit bytes are: their field, its value, its meaning, and where the standard says so. */
export function FieldCard({ view, lit }: { view: ByteView; lit: Lit }): JSX.Element {
  const span = view.spans[lit.span];
  if (!span) {
    return (
      <p className={styles.card} data-empty="">
        Point at a byte or a field, or go through the bytes with the arrow keys.
      </p>
    );
  }
  const { name, meaning, clause } = describeField(span.field);
  const role = span.layer === 'undecodable' ? 'undecodable' : span.role;
  return (
    <div className={styles.card} role="status" aria-label="The bytes that are lit">
      <p className={styles.line}>
        <span className={styles.layer}>{LAYER_NAMES[span.layer]}</span> <b>{name}</b>
        <span className={styles.role} data-role={role}>
          {role}
        </span>
        <span className={styles.place}>
          {countBytes(span.end - span.start)} at {span.start}
        </span>
      </p>
      <p className={styles.value}>{valueOfField(span, view)}</p>
      <p className={styles.meaning}>
        {meaning}{' '}
        {clause && (
          <a href={clause.url} rel="noreferrer">
            {clause.title}
          </a>
        )}
      </p>
    </div>
  );
}
