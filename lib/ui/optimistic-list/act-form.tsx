import { type FormEvent, type JSX, useState } from 'react';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import styles from './optimistic-list.module.css';
import type { List } from './use-list.ts';

/** What the edge can add to each direction, in milliseconds. */
const LATENCIES_MS = [0, 300, 2_000] as const;

/** What the other writer adds, in turn. */
const OTHERS = ['coffee', 'rice', 'apples', 'flour'] as const;

/** What the reader, the other writer and the network can do to the list. */
export function ActForm({
  list,
  chosen,
  onBegin,
}: {
  list: List;
  chosen: string | undefined;
  onBegin: () => void;
}): JSX.Element {
  const [title, setTitle] = useState('tea');
  const [isRefused, setRefused] = useState(false);
  const { state, isPlaying } = list;
  const isIdle = state === undefined || isPlaying;
  const first = state?.log.items[0];
  const trimmed = title.trim();

  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!isIdle && trimmed !== '') list.act({ kind: 'add', title: trimmed }, isRefused);
  };

  return (
    <form className={styles.form} onSubmit={add}>
      <div className={styles.actions}>
        <button type="button" className={controls.button} disabled={isPlaying} onClick={onBegin}>
          Begin an empty list
        </button>
        <label className={styles.field}>
          <span className={styles.label}>Title</span>
          <input
            className={controls.input}
            value={title}
            maxLength={40}
            onChange={({ target }) => setTitle(target.value)}
          />
        </label>
        <button type="submit" className={controls.button} disabled={isIdle || trimmed === ''}>
          Add
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={isIdle || chosen === undefined || trimmed === ''}
          onClick={() => chosen !== undefined && list.act({ kind: 'rename', item: chosen, title: trimmed }, isRefused)}
        >
          Rename the chosen
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={isIdle || chosen === undefined}
          onClick={() => chosen !== undefined && list.act({ kind: 'delete', item: chosen }, isRefused)}
        >
          Delete the chosen
        </button>
        <label className={styles.check}>
          <input type="checkbox" checked={isRefused} onChange={({ target }) => setRefused(target.checked)} /> to be
          refused
        </label>
      </div>
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={isIdle}
          onClick={() =>
            list.actAsOther({ kind: 'add', title: OTHERS[(state?.log.seq ?? 0) % OTHERS.length] ?? 'coffee' })
          }
        >
          Another adds
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={isIdle || first === undefined}
          onClick={() => first && list.actAsOther({ kind: 'delete', item: first.id })}
        >
          Another deletes the first
        </button>
        <button type="button" className={controls.button} disabled={isIdle} onClick={list.drop}>
          Reset the connection
        </button>
        <Choice
          label="Latency, each direction"
          name="Latency at the edge, each direction"
          options={LATENCIES_MS.map((ms) => ({
            value: ms,
            label: `${ms.toLocaleString('en')} ms`,
            isDisabled: isIdle,
          }))}
          value={isPlaying ? undefined : list.latencyMs}
          onChoose={list.setLatency}
        />
      </div>
    </form>
  );
}
