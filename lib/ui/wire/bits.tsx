import { type CSSProperties, Fragment, type JSX } from 'react';
import type { FieldId } from '../../wire/span.ts';
import styles from './bits.module.css';
import type { ByteView } from './byte-view.ts';
import { describeField } from '../../wire/fields/index.ts';
import { type FieldRow, formatBits, type PlacedBits, placeBits } from './layer-groups.ts';

/**
 * The bytes of a header whose fields are smaller than a byte, bit by bit: a ruler with one row a byte, and a table that
 * says the same with the meaning of each.
 */
export function Bits({
  fields,
  view,
  litSpan,
  onPoint,
  onPick,
}: {
  /** Those that have bits. */
  fields: readonly FieldRow[];
  view: ByteView;
  litSpan: number;
  onPoint: (byte: number | undefined) => void;
  onPick: (byte: number) => void;
}): JSX.Element {
  return (
    <figure className={styles.figure} aria-label="Bit by bit">
      <div className={styles.ruler} aria-hidden="true">
        {fields.map((field) => (
          <ByteRuler
            key={field.index}
            field={field}
            byte={view.bytes[field.span.start] ?? 0}
            isLit={field.index === litSpan}
            onPoint={onPoint}
            onPick={onPick}
          />
        ))}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">bits</th>
            <th scope="col">field</th>
            <th scope="col">value</th>
            <th scope="col">means</th>
          </tr>
        </thead>
        <tbody>
          {fields.flatMap(({ span, index }) =>
            placeBits(span).map((bits) => (
              <Fragment key={`${index}-${bits.from}`}>
                <tr data-lit={index === litSpan ? '' : undefined}>
                  <td className={styles.place}>{placeText(span.start, bits)}</td>
                  <th scope="row">
                    <FieldName field={bits.field} />
                  </th>
                  <td className={styles.value}>
                    {bits.width === 1 ? bits.value : `${formatBits(bits)} = ${bits.value}`}
                  </td>
                  <td>{bits.means}</td>
                </tr>
                <tr>
                  <td />
                  <td colSpan={3} className={styles.meaning}>
                    {describeField(bits.field).meaning}
                  </td>
                </tr>
              </Fragment>
            )),
          )}
        </tbody>
      </table>
    </figure>
  );
}

/** The name of a field, which leads to its clause. */
function FieldName({ field }: { field: FieldId }): JSX.Element {
  const { name, clause } = describeField(field);
  if (!clause) return <>{name}</>;
  return (
    <a href={clause.url} rel="noreferrer" title={clause.title}>
      {name}
    </a>
  );
}

function ByteRuler({
  field: { span },
  byte,
  isLit,
  onPoint,
  onPick,
}: {
  field: FieldRow;
  byte: number;
  isLit: boolean;
  onPoint: (byte: number | undefined) => void;
  onPick: (byte: number) => void;
}): JSX.Element {
  const digits = byte.toString(2).padStart(8, '0');
  return (
    <div
      className={styles.byte}
      data-lit={isLit ? '' : undefined}
      onPointerEnter={() => onPoint(span.start)}
      onPointerLeave={() => onPoint(undefined)}
      onPointerDown={() => onPick(span.start)}
    >
      {Array.from(digits, (digit, bit) => (
        <span
          key={bit}
          className={styles.bit}
          style={{ gridColumn: bit + 1 }}
          data-set={digit === '1' ? '' : undefined}
        >
          {digit}
        </span>
      ))}
      {placeBits(span).map((bits) => (
        <span key={bits.from} className={styles.name} style={columns(bits)}>
          <b>{describeField(bits.field).name}</b>
          {bits.width > 1 && <i>{bits.means}</i>}
        </span>
      ))}
    </div>
  );
}

const columns = ({ from, width }: PlacedBits): CSSProperties => ({ gridColumn: `${from + 1} / span ${width}` });

/** Bits as the standards number them: from the most significant of the header's first byte. */
function placeText(byte: number, { from, width }: PlacedBits): string {
  const first = byte * 8 + from;
  return width === 1 ? `${first}` : `${first}–${first + width - 1}`;
}
