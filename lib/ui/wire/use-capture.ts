import { useCallback, useEffect, useMemo, useState } from 'react';
import { createConnectionDecoder } from '../../wire/index.ts';
import type { SessionHandle } from '../lab/session.ts';
import { type CaptureStore, createCaptureStore } from './capture-store.ts';
import { scheduleFrame } from './frame-schedule.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { readCaptureFile } from './capture-file.ts';

/** A saved capture that is looked at. */
export interface OpenedFile {
  name: string;
  store: CaptureStore;
}

/** What a wire view looks at: what a session brings, or a file. */
export interface CaptureHandle {
  /** The one that is shown. */
  store: CaptureStore;
  file: OpenedFile | undefined;
  /** Why the last file could not be opened, for readers. */
  problem: string | undefined;
  openFile: (file: { name: string; text: () => Promise<string> }) => Promise<void>;
  /** Opens the capture that comes with the pages: recorded by test/support/record-sample.ts from real sockets. */
  openSample: () => Promise<void>;
  /** Goes back to what a session brings. */
  closeFile: () => void;
}

/** Makes a store of this page: decoded with the decoders of the lab, a little in every frame. */
export function createPageStore(): CaptureStore {
  return createCaptureStore({
    createDecoder: createConnectionDecoder,
    schedule: scheduleFrame,
    now: () => performance.now(),
  });
}

/** A live capture with a place for a file beside it. */
export interface LiveCapture {
  store: CaptureStore;
  recorder: Recorder;
}

/** Makes the capture of a session, which rests until its recorder is started. */
export function createLiveCapture(session: SessionHandle): LiveCapture {
  const store = createPageStore();
  return { store, recorder: createRecorder(session, store) };
}

/** Keeps the capture of a session for as long as a component shows it. */
export function useLiveCapture(session: SessionHandle): LiveCapture {
  const [live] = useState(() => createLiveCapture(session));
  useEffect(
    () => () => {
      live.recorder.stop();
      live.store.close();
    },
    [live],
  );
  return live;
}

/** Shows a live capture, or an empty one where there is none, and files in its place. */
export function useCapture(live: LiveCapture | undefined): CaptureHandle {
  const [file, setFile] = useState<OpenedFile>();
  const [problem, setProblem] = useState<string>();
  const nothing = useMemo(() => createPageStore(), []);
  useEffect(() => () => file?.store.close(), [file]);

  const open = useCallback(async (name: string, load: () => Promise<unknown>) => {
    try {
      const records = readCaptureFile(await load());
      const store = createPageStore();
      for (const record of records) store.push(record);
      setFile({ name, store });
      setProblem(undefined);
    } catch (error) {
      setProblem(`${name} could not be opened. ${error instanceof Error ? error.message : String(error)}`);
    }
  }, []);
  const openFile = useCallback<CaptureHandle['openFile']>((chosen) => open(chosen.name, () => chosen.text()), [open]);
  const openSample = useCallback(
    () => open('the recorded sample', async () => (await import('./sample.json')).default),
    [open],
  );
  const closeFile = useCallback(() => {
    setFile(undefined);
    setProblem(undefined);
  }, []);

  return { store: file?.store ?? live?.store ?? nothing, file, problem, openFile, openSample, closeFile };
}
