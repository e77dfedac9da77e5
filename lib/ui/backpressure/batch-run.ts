import { Cancelled } from '../faults/scenarios/wait.ts';
import type { SessionHandle, WireRecord } from '../lab/session.ts';

/** How many small messages there are, and how many make a batch. */
export const SMALL = { messages: 100, perBatch: 20 } as const;

/** The ways in which they are sent. */
export const WAY_IDS = ['each', 'once', 'batches'] as const;

/** The id of a way. */
export type WayId = (typeof WAY_IDS)[number];

/** What the figure calls them. */
export const WAY_NAMES: Readonly<Record<WayId, string>> = {
  each: 'Each after the last was acknowledged',
  once: 'One by one, without waiting',
  batches: `In batches of ${SMALL.perBatch}`,
};

/** What the edge has counted of one connection, behind its handshake. */
export interface Pieces {
  readonly upBytes: number;
  /** In how many reads they came to the edge. */
  readonly upPieces: number;
  readonly downBytes: number;
}

/** What a way came to. */
export interface BatchRun extends Pieces {
  readonly frames: number;
  /** From the first message until everything was acknowledged, in milliseconds. */
  readonly tookMs: number;
}

// #region batches
/** The messages of a way. A batch is one message whose data is a list. */
export function messagesOf(way: WayId, topic: string): readonly string[] {
  const positions = Array.from({ length: SMALL.messages }, (_, index) => ({ x: 100 + index, y: 200 - index }));
  const size = way === 'batches' ? SMALL.perBatch : 1;
  return Array.from({ length: SMALL.messages / size }, (_, index) => {
    const part = positions.slice(index * size, (index + 1) * size);
    const data = way === 'batches' ? part : part[0];
    return JSON.stringify({ op: 'publish', id: `p${index}`, topic, type: 'position', data });
  });
}
// #endregion batches

/** Sends the messages of a way over a connection of its own, and waits until the edge has counted them. @throws {Cancelled} */
export function runBatches(
  way: WayId,
  { session, token, topic, signal }: { session: SessionHandle; token: string; topic: string; signal: AbortSignal },
): Promise<BatchRun> {
  const standing = session.state();
  if (standing.name !== 'open') return Promise.reject(new Error('The session ended before anything was sent'));
  const messages = messagesOf(way, topic);
  const expectedBytes = messages.reduce((sum, text) => sum + text.length, 0);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${standing.session.urls.websocket}/events?${token}`);
    const fail = (why: string) => (): void => end(() => reject(new Error(why)));
    const timer = setTimeout(fail('The edge did not report everything in time'), 20_000);
    const onAbort = (): void => end(() => reject(new Cancelled('The run was cancelled')));
    signal.addEventListener('abort', onAbort);
    let [beganAt, answers, answerBytes] = [0, 0, 0];
    let tookMs: number | undefined;
    let pieces: Pieces = { upBytes: 0, upPieces: 0, downBytes: 0 };
    const unfollow = followPieces(session, token, (counted) => {
      pieces = counted;
      settle();
    });

    socket.onopen = () => {
      beganAt = performance.now();
      for (const message of way === 'each' ? messages.slice(0, 1) : messages) socket.send(message);
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      answers++;
      answerBytes += data.length;
      const next = messages[answers];
      if (way === 'each' && next !== undefined) socket.send(next);
      if (answers === messages.length) tookMs = performance.now() - beganAt;
      settle();
    };
    socket.onerror = fail('The connection failed');
    socket.onclose = fail('The connection ended before everything was acknowledged');

    function settle(): void {
      // A frame has a header, so what has come is all of it once it is more than the messages and their headers of six.
      const isCounted = pieces.upBytes >= expectedBytes + 6 * messages.length && pieces.downBytes > answerBytes;
      const took = tookMs;
      if (took !== undefined && isCounted) end(() => resolve({ ...pieces, frames: messages.length, tookMs: took }));
    }

    function end(then: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      unfollow();
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close(1000);
      then();
    }
  });
}

/** Counts what a connection that names the token sends and gets behind its handshake. @returns its undo */
function followPieces(
  session: Pick<SessionHandle, 'onWire'>,
  token: string,
  onChange: (pieces: Pieces) => void,
): () => void {
  let connection: number | undefined;
  let pieces: Pieces = { upBytes: 0, upPieces: 0, downBytes: 0 };
  let isAnswered = false;
  return session.onWire((record: WireRecord) => {
    if (record.kind !== 'bytes' || record.transport !== 'websocket') return;
    const { bytes, direction } = record;
    if (connection === undefined) {
      if (direction === 'up' && new TextDecoder('latin1').decode(bytes).includes(token)) connection = record.connection;
      return;
    }
    if (record.connection !== connection) return;
    if (direction === 'up') {
      pieces = { ...pieces, upBytes: pieces.upBytes + bytes.length, upPieces: pieces.upPieces + 1 };
    } else if (isAnswered) {
      pieces = { ...pieces, downBytes: pieces.downBytes + bytes.length };
    } else {
      // The answer to the handshake.
      isAnswered = true;
    }
    onChange(pieces);
  });
}
