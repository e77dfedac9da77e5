import type { JSX } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import type { FaultBoard } from '../../lib/ui/faults/fault-board.ts';
import { LaneFaults } from '../../lib/ui/faults/lane-faults.tsx';
import controls from '../../lib/ui/lane/controls.module.css';
import { LaneCanvas } from '../../lib/ui/lane/lane-canvas.tsx';
import { LaneNumbers } from '../../lib/ui/lane/lane-numbers.tsx';
import { LaneStatus } from '../../lib/ui/lane/lane-status.tsx';
import type { LanePick, LaneTarget } from '../../lib/ui/lane/pick.ts';
import { TRANSPORT_LABELS, TransportMark } from '../../lib/ui/transport-mark/index.ts';
import type { CompareBench, CompareState } from './use-bench.ts';
import styles from './compare.module.css';
import { PublishButton } from './publish-button.tsx';

/** One lane: its name and state, its picture, its numbers. The rows of all lanes stand on one grid. */
export function LaneColumn({
  id,
  bench,
  state,
  faults,
  locked,
  onPublish,
  publishKey,
  onBytes,
  onPick,
  pick,
}: {
  id: TransportId;
  bench: CompareBench;
  state: CompareState;
  faults: FaultBoard;
  /** Whether a scenario makes the faults now. */
  locked: boolean;
  onPublish: () => void;
  /** The digit that publishes over this lane. */
  publishKey: number;
  /** Opens the bytes of this lane. */
  onBytes: () => void;
  /** Called when an arrow of the picture is picked. */
  onPick?: ((pick: LanePick) => void) | undefined;
  /** What the picture shows as picked. */
  pick?: LaneTarget | undefined;
}): JSX.Element {
  const lane = state.lanes.find(({ session }) => session.transport === id);
  return (
    <article className={styles.lane} data-transport={id} aria-labelledby={`lane-${id}`}>
      <header className={styles.head}>
        <h2 className={styles.name} id={`lane-${id}`}>
          <TransportMark id={id} size={18} />
          <span className={styles.long}>{TRANSPORT_LABELS[id].name}</span>
          <span className={styles.short} aria-hidden="true">
            {TRANSPORT_LABELS[id].short}
          </span>
        </h2>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-label={`Bytes of ${TRANSPORT_LABELS[id].name}`}
          disabled={!lane}
          onClick={onBytes}
        >
          Bytes
        </button>
        <PublishButton id={id} disabled={!lane} shortcut={publishKey} onClick={onPublish} />
      </header>
      <div className={styles.state}>
        {lane ? (
          <LaneStatus numbers={lane.numbers} now={state.at} />
        ) : (
          <p className={styles.pending}>waiting for the lab</p>
        )}
        <LaneFaults board={faults} id={id} now={state.at} locked={locked} />
      </div>
      <div className={styles.picture}>
        {lane && (
          <LaneCanvas
            session={lane.session}
            viewport={bench.viewport}
            offsetMs={bench.offsetMs}
            onPause={bench.setPaused}
            onPick={onPick}
            pick={pick}
          />
        )}
      </div>
      <div className={styles.numbers}>{lane && <LaneNumbers numbers={lane.numbers} />}</div>
    </article>
  );
}
