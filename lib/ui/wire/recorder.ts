import type { SessionHandle } from '../lab/session.ts';
import type { CaptureStore } from './capture-store.ts';

/** Brings what goes over a session into a capture, while it is asked to. */
export interface Recorder {
  /** Whether bytes come in now. */
  readonly isRecording: boolean;
  /** Takes what the session's own capture still holds, and from then on what comes. May be called twice. */
  start(): void;
  /** Lets it be; what was captured stays. May be called twice. */
  stop(): void;
}

/**
 * Makes a recorder that rests. It may be stopped and started again: nothing comes twice, and what the session's own
 * capture has dropped in between shows as a gap. Where another session takes the place of one that is gone, its
 * connections count on from those before.
 */
export function createRecorder(session: Pick<SessionHandle, 'onWire'>, store: Pick<CaptureStore, 'push'>): Recorder {
  let undo: (() => void) | undefined;
  let sessionId: string | undefined;
  let lastId = 0;
  /** What is added to the numbers of this session's connections. */
  let base = 0;
  let highest = 0;

  return {
    get isRecording() {
      return undo !== undefined;
    },
    start() {
      undo ??= session.onWire((record) => {
        if (record.kind === 'session') {
          if (record.session.id === sessionId) return;
          sessionId = record.session.id;
          lastId = 0;
          base = highest;
          return;
        }
        if (record.id <= lastId) return;
        lastId = record.id;
        const connection = base + record.connection;
        highest = Math.max(highest, connection);
        store.push({ ...record, connection });
      });
    },
    stop() {
      undo?.();
      undo = undefined;
    },
  };
}
