'use client';

import { type JSX, type ReactNode, useId, useState } from 'react';
import { ExchangeList, hexOf } from '../exchange/index.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import { useSaid } from '../lab/use-said.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import styles from './binary-sizes.module.css';
import { type FrameSize, frameSizes } from './measure.ts';
import { packReading, type Reading, SAMPLE_READING, unpackReading } from './reading.ts';

const FIELDS = ['id', 'temperature', 'latitude', 'longitude'] as const;

/** One reading in two forms, both sent, and what each cost on the wire. */
export function BinarySizes(): JSX.Element {
  const [reading, setReading] = useState<Reading>(SAMPLE_READING);
  const [isLittleEndian, setIsLittleEndian] = useState(false);
  const figure = useFigureSession();
  const { said, guarded } = useSaid();
  const { captured, begin } = useCapture(figure, 'websocket');
  const json = JSON.stringify(reading);
  const packed = packReading(reading, isLittleEndian);
  const misread = unpackReading(packed, !isLittleEndian);
  const entries = captured.entries.map(({ entry }) => entry);
  const sizes = frameSizes(entries);

  const send = (): Promise<void> =>
    begin(({ url, token }) => {
      const socket = new WebSocket(`${url}/events?${token}`);
      let answers = 0;
      socket.onopen = () => {
        socket.send(json);
        socket.send(packed);
      };
      socket.onmessage = () => {
        answers++;
        if (answers === 2) socket.close(1000);
      };
      return () => socket.close(1000);
    });

  return (
    <LiveFigure
      id="binary-sizes"
      title="One reading as text and as bytes"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={styles.fields}>
        {FIELDS.map((field) => (
          <NumberField
            key={field}
            name={field}
            value={reading[field]}
            onChange={(value) => setReading({ ...reading, [field]: field === 'id' ? clampedId(value) : value })}
          />
        ))}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isLittleEndian}
            onChange={(event) => setIsLittleEndian(event.target.checked)}
          />{' '}
          little-endian
        </label>
      </div>
      <dl className={styles.forms}>
        <div>
          <dt>JSON</dt>
          <dd>{json}</dd>
        </div>
        <div>
          <dt>Packed</dt>
          <dd>
            {FIELDS.map((field, index) => (
              <span key={field} className={styles.group} title={field}>
                {hexOf(new Uint8Array(packed, index * 4, 4))}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>Read in the other order</dt>
          <dd>{FIELDS.map((field) => String(misread[field])).join(', ')}</dd>
        </div>
      </dl>
      <p>
        <button type="button" className={`${controls.button} ${controls.main}`} onClick={() => guarded(send)}>
          Send both
        </button>
      </p>
      <Sizes sizes={sizes} />
      <ExchangeList
        entries={entries}
        label="Captured at the edge"
        empty="Both messages and their answers are shown here, as the edge captures them."
      />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (said !== undefined) return said;
    if (figure.standing.name !== 'ready' || sizes.length === 0) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const [text, binary] = ['text', 'binary'].map((form) => sizes.find((size) => size.form === form));
    if (!text || !binary) return 'Counting …';
    const saved = Math.round((1 - binary.wireBytes / text.wireBytes) * 100);
    return `Counted at the edge: ${text.wireBytes} bytes as text, ${binary.wireBytes} packed, ${saved} % less.`;
  }
}

function Sizes({ sizes }: { sizes: readonly FrameSize[] }): JSX.Element {
  return (
    <table className={styles.table}>
      <caption>Counted at the edge, in bytes</caption>
      <thead>
        <tr>
          <th scope="col">Frame</th>
          <th scope="col">Payload</th>
          <th scope="col">Header</th>
          <th scope="col">On the wire</th>
        </tr>
      </thead>
      <tbody>
        {(['text', 'binary'] as const).map((form) => {
          const size = sizes.find((each) => each.form === form);
          return (
            <tr key={form} data-form={form}>
              <th scope="row">{form === 'text' ? 'JSON, text' : 'packed, binary'}</th>
              <td>{size?.payloadBytes ?? '–'}</td>
              <td>{size?.headerBytes ?? '–'}</td>
              <td>{size?.wireBytes ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function NumberField({
  name,
  value,
  onChange,
}: {
  name: string;
  value: number;
  onChange: (value: number) => void;
}): JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  return (
    <div className={controls.group}>
      <label className={controls.caption} htmlFor={id}>
        {name}
      </label>
      <input
        id={id}
        className={`${controls.input} ${styles.number}`}
        inputMode="decimal"
        maxLength={16}
        value={typed ?? String(value)}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = Number(event.target.value);
          if (event.target.value.trim() !== '' && Number.isFinite(next)) onChange(next);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  );
}

/** What 32 bits without a sign can hold. */
function clampedId(value: number): number {
  return Math.min(0xffff_ffff, Math.max(0, Math.trunc(value)));
}
