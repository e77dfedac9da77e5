import { type JSX, memo, useEffect, useId, useRef, useState } from 'react';
import { type Direction, TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';
import type { LayerName } from '../../wire/span.ts';
import { TRANSPORT_LABELS, TransportMark } from '../transport-mark/index.ts';
import type { KnownConnection } from './capture-store.ts';
import { type Filter, isRestricted, type KindGroup, NO_FILTER } from './filter.ts';
import styles from './filter-bar.module.css';
import { useEscape } from './use-escape.ts';
import { LAYER_NAMES } from './layer-names.ts';

const KINDS: Readonly<Record<KindGroup, string>> = {
  request: 'requests',
  response: 'responses',
  event: 'events of streams',
  frame: 'data frames',
  control: 'ping, pong, close',
  connection: 'connections',
  fault: 'undecodable, gaps',
};

/** How long typing has to rest before the search is made, in milliseconds. */
const TYPING_MS = 150;

/** Chooses what is shown. A choice that would show nothing else is not offered: transports and connections are those seen. */
export const FilterBar = memo(function FilterBar({
  isOpen,
  filter,
  connections,
  onChange,
}: {
  /** Whether it is shown where there is little room. */
  isOpen: boolean;
  filter: Filter;
  connections: readonly KnownConnection[];
  onChange: (filter: Filter) => void;
}): JSX.Element {
  const seen = TRANSPORT_IDS.filter((id) => connections.some(({ transport }) => transport === id));
  const change = (part: { [Key in keyof Filter]?: Filter[Key] | undefined }) =>
    onChange(withoutGaps({ ...filter, ...part }));
  return (
    <div className={styles.filters} role="group" aria-label="Filter" data-open={isOpen ? '' : undefined}>
      {seen.length > 1 && (
        <div className={styles.transports}>
          {seen.map((id) => (
            <TransportToggle
              key={id}
              id={id}
              chosen={filter.transports ?? []}
              onChange={(transports) => change({ transports })}
            />
          ))}
        </div>
      )}
      <Choice
        label="Connection"
        all="all connections"
        value={filter.connection?.toString()}
        options={optionsOf(connections, filter)}
        onChange={(value) => change({ connection: value === undefined ? undefined : Number(value) })}
      />
      <Choice
        label="Direction"
        all="both ways"
        value={filter.direction}
        options={[
          ['up', '↑ up'],
          ['down', '↓ down'],
        ]}
        onChange={(direction) => change({ direction: direction as Direction | undefined })}
      />
      <Choice
        label="Kind"
        all="all kinds"
        value={filter.kind}
        options={Object.entries(KINDS)}
        onChange={(kind) => change({ kind: kind as KindGroup | undefined })}
      />
      <Choice
        label="Layer"
        all="all layers"
        value={filter.layer}
        options={Object.entries(LAYER_NAMES)}
        onChange={(layer) => change({ layer: layer as LayerName | undefined })}
      />
      <SearchField value={filter.search ?? ''} onChange={(search) => change({ search })} />
      {isRestricted(filter) && (
        <button type="button" className={styles.button} onClick={() => onChange(NO_FILTER)}>
          Show all
        </button>
      )}
    </div>
  );
});

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }): JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [before, setBefore] = useState(value);
  // Cleared from outside.
  if (before !== value) {
    setBefore(value);
    if (value === '') setTyped('');
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  // Escape empties the field first, and closes what is around it the next time.
  const field = useRef<HTMLInputElement>(null);
  useEscape(field, () => {
    if (typed === '') return false;
    clearTimeout(timer.current);
    setTyped('');
    onChange('');
    return true;
  });
  return (
    <span className={styles.search}>
      <label className={styles.unseen} htmlFor={id}>
        Search in text, or bytes as hex
      </label>
      <input
        ref={field}
        id={id}
        type="search"
        className={styles.input}
        placeholder="text, or bytes: 81 05"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(next), TYPING_MS);
        }}
      />
    </span>
  );
}

function TransportToggle({
  id,
  chosen,
  onChange,
}: {
  id: TransportId;
  chosen: readonly TransportId[];
  onChange: (transports: readonly TransportId[] | undefined) => void;
}): JSX.Element {
  const isChosen = chosen.includes(id);
  const { name } = TRANSPORT_LABELS[id];
  return (
    <button
      type="button"
      className={styles.transport}
      data-transport={id}
      aria-pressed={isChosen}
      aria-label={`${name} only`}
      title={name}
      onClick={() => {
        const next = TRANSPORT_IDS.filter((other) => (other === id ? !isChosen : chosen.includes(other)));
        onChange(next.length === 0 ? undefined : next);
      }}
    >
      <TransportMark id={id} size={16} />
    </button>
  );
}

function Choice({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string | undefined) => void;
}): JSX.Element {
  return (
    <select
      className={styles.select}
      aria-label={label}
      data-set={value === undefined ? undefined : ''}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    >
      <option value="">{all}</option>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** How many connections are offered: a list of thousands is no choice, and the newest matter. */
const MAX_OPTIONS = 200;

function optionsOf(
  connections: readonly KnownConnection[],
  { transports = [], connection }: Filter,
): [string, string][] {
  const offered = connections.filter(({ transport }) => transports.length === 0 || transports.includes(transport));
  const shown = offered.slice(-MAX_OPTIONS);
  const chosen = connections.find((it) => it.connection === connection);
  if (chosen && !shown.includes(chosen)) shown.unshift(chosen);
  return shown.map((it) => [
    String(it.connection),
    `${it.connection} ${TRANSPORT_LABELS[it.transport].short}${it.isOpen ? '' : ' (closed)'}`,
  ]);
}

/** Leaves out what is undefined: a filter has a part or it has not. */
function withoutGaps(filter: { [Key in keyof Filter]?: Filter[Key] | undefined }): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
}
