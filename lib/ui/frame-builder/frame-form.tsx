import { type JSX, useId, useState } from 'react';
import { hexOf, parseHex } from '../exchange/hex.ts';
import controls from '../lane/controls.module.css';
import { FORM_MAX, type FrameDraft, type LengthForm, toldLength } from './draft.ts';
import styles from './frame-builder.module.css';

const FORMS: readonly LengthForm[] = [7, 16, 64];

/** How much of a payload can be edited; a longer one is shown by its size. */
const MAX_EDITED_BYTES = 1_000;

/** What the bits do not say: the length in its three forms, the key, the payload as text or in hexadecimal. */
export function FrameForm({
  draft,
  onChange,
}: {
  draft: FrameDraft;
  onChange: (draft: FrameDraft) => void;
}): JSX.Element {
  const id = useId();
  const told = toldLength(draft);
  const { told: _, ...automatic } = draft;
  return (
    <div className={styles.form}>
      <fieldset className={controls.group}>
        <legend>Length</legend>
        <div className={styles.line}>
          <div className={controls.segments}>
            <button
              type="button"
              className={controls.segment}
              aria-pressed={draft.told === undefined}
              onClick={() => onChange(automatic)}
            >
              shortest
            </button>
            {FORMS.map((form) => (
              <button
                key={form}
                type="button"
                className={controls.segment}
                aria-pressed={draft.told?.form === form}
                onClick={() =>
                  onChange({ ...draft, told: { form, bytes: Math.min(draft.payload.length, FORM_MAX[form]) } })
                }
              >
                {form} bits
              </button>
            ))}
          </div>
          <input
            className={`${controls.input} ${styles.number}`}
            type="number"
            min={0}
            max={FORM_MAX[told.form]}
            aria-label="Length that the header tells"
            value={told.bytes}
            onChange={(event) => {
              const bytes = Math.trunc(Number(event.target.value));
              if (bytes >= 0 && bytes <= FORM_MAX[told.form]) onChange({ ...draft, told: { form: told.form, bytes } });
            }}
          />
        </div>
      </fieldset>
      <div className={controls.group}>
        <label className={controls.caption} htmlFor={`${id}-key`}>
          Masking key, in hex
        </label>
        <HexInput
          id={`${id}-key`}
          bytes={draft.key}
          length={4}
          disabled={!draft.isMasked}
          onChange={(key) => onChange({ ...draft, key })}
        />
      </div>
      <Payload draft={draft} onChange={onChange} />
    </div>
  );
}

function Payload({ draft, onChange }: { draft: FrameDraft; onChange: (draft: FrameDraft) => void }): JSX.Element {
  const id = useId();
  const [asHex, setAsHex] = useState(false);
  const { payload } = draft;
  const text = textOf(payload);
  const isLong = payload.length > MAX_EDITED_BYTES;
  const isHex = asHex || text === undefined;
  return (
    <div className={`${controls.group} ${styles.payload}`}>
      <label className={controls.caption} htmlFor={id}>
        Payload, {payload.length.toLocaleString('en')} bytes
      </label>
      <div className={styles.line}>
        {isLong ? (
          <output id={id} className={styles.long}>
            {payload.length.toLocaleString('en')} times “{String.fromCharCode(payload[0] ?? 0)}”
          </output>
        ) : isHex ? (
          <HexInput id={id} bytes={payload} onChange={(bytes) => onChange({ ...draft, payload: bytes })} />
        ) : (
          <input
            id={id}
            className={`${controls.input} ${styles.mono}`}
            spellCheck={false}
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={(event) => onChange({ ...draft, payload: new TextEncoder().encode(event.target.value) })}
          />
        )}
        <button
          type="button"
          className={controls.button}
          aria-pressed={isHex}
          disabled={isLong || text === undefined}
          onClick={() => setAsHex(!asHex)}
        >
          Hex
        </button>
      </div>
    </div>
  );
}

/** Bytes that are typed in hexadecimal. What is half typed stays in the field and changes nothing. */
function HexInput({
  id,
  bytes,
  length,
  disabled = false,
  onChange,
}: {
  id: string;
  bytes: Uint8Array;
  /** How many it has to be. */
  length?: number;
  /** @default false */
  disabled?: boolean;
  onChange: (bytes: Uint8Array) => void;
}): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const parsed = typed === undefined ? bytes : parseHex(typed);
  const isWrong = parsed === undefined || (length !== undefined && parsed.length !== length);
  return (
    <input
      id={id}
      className={`${controls.input} ${styles.mono}`}
      spellCheck={false}
      autoComplete="off"
      maxLength={1_500}
      disabled={disabled}
      aria-invalid={isWrong}
      value={typed ?? hexOf(bytes)}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = parseHex(event.target.value);
        if (next !== undefined && (length === undefined || next.length === length)) onChange(next);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** The payload as text; `undefined` where it is none that a field of one line could hold. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- these are what a line cannot show
    return /[\u0000-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
