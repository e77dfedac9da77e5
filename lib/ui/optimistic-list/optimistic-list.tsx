'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { ActForm } from './act-form.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { type Line, ListPane } from './list-pane.tsx';
import { isSettled, type ListState } from './list-run.ts';
import { createMadeLines } from './made-lines.ts';
import { shownItems } from './operations.ts';
import styles from './optimistic-list.module.css';
import { SCENES } from './scenes.ts';
import { useList } from './use-list.ts';
import { SCENE_NAMES, SCENE_TEXTS } from './words.ts';

/** One list in two versions on one stream, held against the log. */
export function OptimisticList(): JSX.Element {
  const figure = useFigureSession();
  const list = useList(figure);
  const [chosen, setChosen] = useState<string>();
  const [madeLines] = useState(createMadeLines);
  const [onMount] = useState(() => ({
    snapshots: () => madeLines.count('snapshots'),
    operations: () => madeLines.count('operations'),
  }));
  const { state, scene, count } = list;

  return (
    <LiveFigure
      id="optimistic-list"
      title="One list, two ways to take something back"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <div className={styles.actions} role="group" aria-label="Let it happen">
        <span className={styles.label}>Let it happen</span>
        {SCENES.map((each) => (
          <button
            key={each}
            type="button"
            className={controls.button}
            aria-pressed={scene === each}
            disabled={list.isPlaying}
            onClick={() => begin(() => list.play(each))}
          >
            {SCENE_NAMES[each]}
          </button>
        ))}
      </div>
      <ActForm list={list} chosen={chosen} onBegin={() => begin(list.begin)} />
      <div className={styles.panes}>
        <ListPane
          id="snapshots"
          key={`snapshots-${count}`}
          title="With snapshots"
          lines={state ? snapshotLines(state) : []}
          chosen={chosen}
          onChoose={setChosen}
          onMount={onMount.snapshots}
        />
        <ListPane
          id="operations"
          key={`operations-${count}`}
          title="With operations"
          lines={state ? operationLines(state) : []}
          chosen={chosen}
          onChoose={setChosen}
          onMount={onMount.operations}
        />
        <ListPane
          id="log"
          title="The log, read back"
          lines={state?.log.items.map(({ id, title }) => ({ key: id, item: id, title })) ?? []}
        />
      </div>
      <DifferenceTable state={state} madeLines={madeLines} />
    </LiveFigure>
  );

  function begin(how: () => void): void {
    madeLines.reset();
    setChosen(undefined);
    how();
  }

  function noteOf(): ReactNode {
    if (list.said !== undefined) return list.said;
    if (state === undefined) {
      const standing = figure.standing.name;
      if (standing === 'idle' || standing === 'ready') return 'Nothing was begun yet.';
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const what = scene === undefined ? '' : `${SCENE_TEXTS[scene]} `;
    if (state.connection !== 'open') return `${what}The connection is ${state.connection}.`;
    if (list.isPlaying || !isSettled(state)) return `${what}Not settled yet.`;
    return `${what}Settled: what is shown can be held against the log.`;
  }
}

function snapshotLines({ snapshots }: ListState): Line[] {
  return snapshots.items.map(({ id, key, title }) => ({ key, item: id, title }));
}

function operationLines({ operations }: ListState): Line[] {
  return shownItems(operations).map(({ id, title }) => {
    const pending = operations.pending.findLast(({ operation }) => operation.item === id);
    return {
      key: id,
      item: id,
      title,
      ...(pending ? { mark: pending.standing === 'waiting' ? 'waiting' : 'not settled' } : {}),
    };
  });
}
