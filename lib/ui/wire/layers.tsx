import { type JSX, useMemo, useState } from 'react';
import type { Entry } from '../../wire/span.ts';
import { Bits } from './bits.tsx';
import type { ByteView } from './byte-view.ts';
import { describeField } from '../../wire/fields/index.ts';
import { countBytes, formatBytes } from './format-bytes.ts';
import { type FieldRow, groupFields, type LayerGroup } from './layer-groups.ts';
import { LAYER_NAMES } from './layer-names.ts';
import styles from './layers.module.css';
import type { Lit } from './use-lit.ts';
import { valueOfField } from './value-of-field.ts';

/** How many fields of a layer are shown at first: a large answer in many chunks has thousands. */
const FIELDS_AT_FIRST = 60;

/** The layers of an entry from the outside in, each with its fields. */
export function Layers({ entry, view, lit }: { entry: Entry; view: ByteView; lit: Lit }): JSX.Element {
  const groups = useMemo(() => groupFields(entry.layers, view), [entry, view]);
  return (
    <ol className={styles.layers} aria-label="Layers, from the outside in">
      {groups.map((group) => (
        <LayerBlock key={group.place} group={group} view={view} lit={lit} />
      ))}
    </ol>
  );
}

function LayerBlock({ group, view, lit }: { group: LayerGroup; view: ByteView; lit: Lit }): JSX.Element {
  const { layer, depth, fields, facts } = group;
  const withBits = fields.filter(({ span }) => span.bits !== undefined);
  const whole = fields.filter(({ span }) => span.bits === undefined);
  const bytes = fields.reduce((sum, { span }) => sum + span.end - span.start, 0);
  return (
    <li className={styles.layer} style={{ marginInlineStart: `${Math.min(depth, 4) * 12}px` }}>
      <details open>
        <summary className={styles.summary}>
          <span className={styles.name}>{LAYER_NAMES[layer.name]}</span>{' '}
          <span className={styles.title}>{layer.title}</span>
          <span className={styles.size}>{bytes > 0 && countBytes(bytes)}</span>
        </summary>
        {withBits.length > 0 && (
          <Bits fields={withBits} view={view} litSpan={lit.span} onPoint={lit.hover} onPick={lit.setCursor} />
        )}
        {whole.length > 0 && <Fields label={LAYER_NAMES[layer.name]} fields={whole} view={view} lit={lit} />}
        {facts.length > 0 && (
          <dl className={styles.facts}>
            {facts.map(({ field, value, place }) => (
              <div key={place}>
                <dt>{describeField(field).name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </details>
    </li>
  );
}

function Fields({
  label,
  fields,
  view,
  lit,
}: {
  label: string;
  fields: readonly FieldRow[];
  view: ByteView;
  lit: Lit;
}): JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? fields : fields.slice(0, FIELDS_AT_FIRST);
  return (
    <>
      <table className={styles.fields}>
        <caption className={styles.unseen}>Fields of {label}</caption>
        <colgroup>
          <col className={styles.names} />
          <col />
          <col className={styles.counts} />
        </colgroup>
        <thead className={styles.unseen}>
          <tr>
            <th scope="col">field</th>
            <th scope="col">value</th>
            <th scope="col">bytes</th>
          </tr>
        </thead>
        <tbody onPointerLeave={() => lit.hover(undefined)}>
          {shown.map(({ span, index }) => (
            <tr
              key={index}
              data-lit={index === lit.span ? '' : undefined}
              data-role={span.layer === 'undecodable' ? 'undecodable' : span.role}
              onPointerEnter={() => lit.hover(span.start)}
            >
              <th scope="row">
                <button type="button" className={styles.field} onClick={() => lit.setCursor(span.start)}>
                  {describeField(span.field).name}
                </button>
              </th>
              <td className={styles.value}>{valueOfField(span, view)}</td>
              <td className={styles.count}>{formatBytes(span.end - span.start)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {fields.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {formatBytes(fields.length - shown.length)} more fields
        </button>
      )}
    </>
  );
}
