import type { JSX } from 'react';
import { FORM_IDS, FORM_NAMES, type FormId } from './forms.ts';
import styles from './message-sizes.module.css';
import type { FormResult } from './sizes-run.ts';
import type { Weighed } from './weigh.ts';

/** What every form came to, beside JSON. */
export function SizesTable({ results }: { results: Readonly<Partial<Record<FormId, FormResult>>> }): JSX.Element {
  const { json } = results;
  const yardstick = json?.state === 'measured' ? wireBytes(json.all) / json.messages : undefined;
  return (
    <div className={styles.scroll} role="region" aria-label="Bytes of each form" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={3}>
              The first message, bytes
            </th>
            <th scope="colgroup" colSpan={3}>
              All messages, at the edge
            </th>
            <th scope="colgroup" colSpan={2}>
              Time, JSON = 1
            </th>
          </tr>
          <tr>
            <th scope="col">Form</th>
            <th scope="col">encoded</th>
            <th scope="col">payload</th>
            <th scope="col">header</th>
            <th scope="col">bytes</th>
            <th scope="col">a message</th>
            <th scope="col">of JSON</th>
            <th scope="col">encode</th>
            <th scope="col">decode</th>
          </tr>
        </thead>
        <tbody>
          {FORM_IDS.map((id) => (
            <Row key={id} id={id} result={results[id]} yardstick={yardstick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  id,
  result,
  yardstick,
}: {
  id: FormId;
  result: FormResult | undefined;
  yardstick: number | undefined;
}): JSX.Element {
  if (result?.state === 'impossible') {
    return (
      <tr data-form={id}>
        <th scope="row">{FORM_NAMES[id]}</th>
        <td colSpan={8} className={styles.said}>
          cannot say them: a null means “remove”
        </td>
      </tr>
    );
  }
  const each = result && wireBytes(result.all) / result.messages;
  const share = each !== undefined && yardstick !== undefined ? each / yardstick : undefined;
  return (
    <tr data-form={id} data-reads-back={result?.readsBack}>
      <th scope="row">
        {FORM_NAMES[id]}
        {result?.readsBack === false && <span className={styles.bad}> reads back differently</span>}
      </th>
      <td>{result?.encodedBytes ?? '–'}</td>
      <td>{result?.first.payloadBytes ?? '–'}</td>
      <td>{result?.first.headerBytes ?? '–'}</td>
      <td>{result ? wireBytes(result.all).toLocaleString('en') : '–'}</td>
      <td>{each?.toFixed(1) ?? '–'}</td>
      <td className={styles.share}>
        <span className={styles.bar} style={{ inlineSize: `${Math.min(55, (share ?? 0) * 40)}%` }} />
        <span className={styles.number}>{share === undefined ? '–' : `${Math.round(share * 100)} %`}</span>
      </td>
      <td>{result?.pace?.encode.toFixed(1) ?? '–'}</td>
      <td>{result?.pace?.decode.toFixed(1) ?? '–'}</td>
    </tr>
  );
}

function wireBytes({ headerBytes, payloadBytes }: Weighed): number {
  return headerBytes + payloadBytes;
}
