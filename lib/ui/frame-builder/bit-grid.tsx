import type { JSX } from 'react';
import { firstBytes, type FrameDraft, toggleBit } from './draft.ts';
import styles from './frame-builder.module.css';
import { opcodeMeaning } from './rules.ts';

/** The fields of the first two bytes, with their widths in bits. */
const FIELDS = [
  { name: 'FIN', first: 0, width: 1 },
  { name: 'RSV1', first: 1, width: 1 },
  { name: 'RSV2', first: 2, width: 1 },
  { name: 'RSV3', first: 3, width: 1 },
  { name: 'opcode', first: 4, width: 4 },
  { name: 'MASK', first: 8, width: 1 },
  { name: 'length', first: 9, width: 7 },
] as const;

/** The sixteen bits that every frame begins with, each of them a switch. */
export function BitGrid({
  draft,
  onChange,
}: {
  draft: FrameDraft;
  onChange: (draft: FrameDraft) => void;
}): JSX.Element {
  const [first, second] = firstBytes(draft);
  const bits = first * 256 + second;
  const bitAt = (bit: number): 0 | 1 => (((bits >> (15 - bit)) & 1) === 1 ? 1 : 0);
  return (
    <div className={styles.grid}>
      {FIELDS.map(({ name, first: from, width }) => (
        <div
          key={name}
          role="group"
          aria-label={name}
          className={styles.field}
          style={{ gridColumn: `span ${width}` }}
          data-field={name}
        >
          <span className={styles.fieldName}>
            {name}
            <span className={styles.meaning}>{meaningOf(name, { first, second })}</span>
          </span>
          <span className={styles.bits}>
            {Array.from({ length: width }, (_, index) => from + index).map((bit) => (
              <button
                key={bit}
                type="button"
                className={styles.bit}
                aria-pressed={bitAt(bit) === 1}
                aria-label={`${name}${width > 1 ? `, bit ${bit - from + 1} of ${width}` : ''}: ${bitAt(bit)}`}
                onClick={() => onChange(toggleBit(draft, bit))}
              >
                {bitAt(bit)}
              </button>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function meaningOf(
  name: (typeof FIELDS)[number]['name'],
  { first, second }: { first: number; second: number },
): string {
  switch (name) {
    case 'opcode':
      return `${(first & 0x0f).toString(16).toUpperCase()}: ${opcodeMeaning(first & 0x0f)}`;
    case 'length': {
      const length = second & 0x7f;
      return length < 126 ? `${length} bytes` : `${length}: in the next ${length === 126 ? 2 : 8} bytes`;
    }
    default:
      return '';
  }
}
