'use client';

import { type JSX, useCallback, useEffect, useRef, useState } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import { CapturePanel } from './capture-panel.tsx';
import { LiveBar } from './live-bar.tsx';
import { type RunningLanes, startLanes } from '../lane/start-lanes.ts';
import controls from '../lane/controls.module.css';
import type { Row } from './row.ts';
import { createLiveCapture, type LiveCapture, useCapture } from './use-capture.ts';
import styles from './wire-page.module.css';

/** The wire by itself: lanes of this page with their bytes, or a saved capture. */
export function WirePage(): JSX.Element {
  const { live, start, stop } = useLanes();
  const capture = useCapture(live?.capture);
  const [chosen, setChosen] = useState<Row>();
  const { closeFile } = capture;
  return (
    <div className={styles.page}>
      <LiveBar
        bench={live?.isRunning ? live.lanes.bench : undefined}
        onStart={(ids) => {
          setChosen(undefined);
          closeFile();
          start(ids);
        }}
        onStop={stop}
      />
      <div className={styles.place}>
        <CapturePanel
          capture={capture}
          chosen={chosen}
          onChoose={setChosen}
          empty={<Empty isLive={live?.isRunning === true} onSample={() => void capture.openSample()} />}
        />
      </div>
    </div>
  );
}

function Empty({ isLive, onSample }: { isLive: boolean; onSample: () => void }): JSX.Element {
  if (isLive) return <p className={styles.empty}>The lanes are being opened. What goes over them comes here.</p>;
  return (
    <div className={styles.empty}>
      <h2>Nothing is captured yet</h2>
      <p>
        Choose transports above and start them: every byte between this page and their servers then shows here, with
        what it means. Or open a capture that was saved before, with <b>Open …</b> or by dropping the file here; no
        server is needed for that.
      </p>
      <p>
        <button type="button" className={controls.button} onClick={onSample}>
          Open a recorded sample
        </button>
      </p>
      <p className={styles.small}>
        Recorded in a browser on this lab: some seconds of all five transports, a message published, a ping answered,
        and the end of the connections.
      </p>
    </div>
  );
}

interface Live {
  lanes: RunningLanes;
  capture: LiveCapture;
  /** Whether they still run: what they brought stays when they are stopped. */
  isRunning: boolean;
}

/** How long after the last lane was closed the bytes of its end may still come, in milliseconds. */
const ENDING_MS = 500;

/** Lanes of this page, whose bytes stay to be looked at when they are stopped. */
function useLanes(): { live: Live | undefined; start: (ids: readonly TransportId[]) => void; stop: () => void } {
  const [live, setLive] = useState<Live>();
  const running = useRef<Live>(undefined);
  const ending = useRef<{ timer: ReturnType<typeof setTimeout>; end: () => void }>(undefined);

  const endNow = useCallback(() => {
    clearTimeout(ending.current?.timer);
    ending.current?.end();
    ending.current = undefined;
  }, []);

  const stop = useCallback(() => {
    const { current } = running;
    if (!current) return;
    running.current = undefined;
    const { lanes, capture } = current;
    // The lanes are closed first: how a connection ends is worth seeing, too.
    lanes.bench.apply({ ...lanes.bench.state().setup, lanes: [] });
    const end = (): void => {
      capture.recorder.stop();
      lanes.end();
    };
    ending.current = { timer: setTimeout(endNow, ENDING_MS), end };
    setLive({ ...current, isRunning: false });
  }, [endNow]);

  const start = useCallback(
    (ids: readonly TransportId[]) => {
      endNow();
      running.current?.lanes.end();
      running.current?.capture.store.close();
      const lanes = startLanes(ids, { prefix: 'wire' });
      const capture = createLiveCapture(lanes.bench.session);
      capture.recorder.start();
      running.current = { lanes, capture, isRunning: true };
      setLive(running.current);
    },
    [endNow],
  );

  useEffect(
    () => () => {
      endNow();
      running.current?.lanes.end();
    },
    [endNow],
  );
  return { live, start, stop };
}
