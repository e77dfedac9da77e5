import type { Clock } from '../../measure/clock.ts';
import type { SessionInfo, Toxics } from '../../protocol/index.ts';
import type { FaultId } from './cases.ts';
import type { PageNotes } from './page-view.ts';

/** How many events somebody else publishes, and how far apart. */
export const PUBLISHED = 8;
const APART_MS = 350;

/** How long the page may take to be told something, before the events are published all the same. */
const PATIENCE_MS = 5_000;

/** After which event the fault strikes, where it strikes in the middle. */
const STRIKE_AFTER = 2;

/** More than one message may have. */
const TOO_MANY_BYTES = 200_000;

/** What a case is made with. */
export interface CaseOptions {
  fault: FaultId;
  urls: Pick<SessionInfo['urls'], 'websocket' | 'sse'>;
  /** Marks the page’s connections in the capture. */
  token: string;
  topic: string;
  notes: PageNotes;
  edge: {
    setToxics(transport: 'websocket' | 'sse', toxics: Toxics): Promise<unknown>;
    silence(): Promise<unknown>;
    drop(): Promise<unknown>;
  };
  /** Connects from a page without an origin. @returns its undo */
  connectForeign(url: string): () => void;
  /** Publishes an event without the page’s connection. */
  publish(n: number): Promise<void>;
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  signal: AbortSignal;
}

/** The transport over which a fault is made. */
export function transportOf(fault: FaultId): 'websocket' | 'sse' {
  return fault === 'buffering' || fault === 'slow-line' ? 'sse' : 'websocket';
}

/**
 * Makes a connection with a fault, and lets somebody publish meanwhile. Resolves when all was published and answered;
 * what was opened stays until `signal` aborts.
 */
export async function makeFault(options: CaseOptions): Promise<void> {
  const { fault, urls, token, topic, notes, edge, connectForeign, publish, clock, signal } = options;
  const subscribe = JSON.stringify({ op: 'subscribe', topic, after: 0 });
  const atEnd = (act: () => void): void => {
    // It may have come while the edge was being asked: what is opened all the same is ended at once.
    if (signal.aborted) act();
    else signal.addEventListener('abort', act, { once: true });
  };
  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, delayMs);
      atEnd(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });

  function connect(path: string, onOpen: (socket: WebSocket) => void): WebSocket {
    const socket = new WebSocket(`${urls.websocket}${path}?${token}`);
    socket.onopen = () => {
      notes.open();
      onOpen(socket);
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => notes.message(String(data));
    socket.onerror = () => notes.error();
    socket.onclose = ({ code, wasClean }) => notes.close(code, wasClean);
    atEnd(() => {
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
    });
    return socket;
  }

  function stream(): void {
    const source = new EventSource(`${urls.sse}/events?topic=${topic}&after=0&${token}`);
    source.onopen = () => notes.open();
    source.onmessage = ({ data }: MessageEvent<unknown>) => notes.message(String(data));
    source.onerror = () => notes.error();
    atEnd(() => source.close());
  }

  let strike: (() => Promise<unknown>) | undefined;
  await Promise.all([edge.setToxics('websocket', {}), edge.setToxics('sse', {})]);
  if (signal.aborted) return;
  switch (fault) {
    case 'wrong-path':
      connect('/event', (socket) => socket.send(subscribe));
      break;
    case 'foreign-origin':
      atEnd(connectForeign(`${urls.websocket}/events?${token}`));
      break;
    case 'silent-peer':
      connect('/events', (socket) => socket.send(subscribe));
      strike = () => edge.silence();
      break;
    case 'lost-subscription': {
      const first = connect('/events', (socket) => socket.send(subscribe));
      first.addEventListener('close', () => {
        if (!signal.aborted) connect('/events', () => undefined);
      });
      strike = () => edge.drop();
      break;
    }
    case 'cut':
      await edge.setToxics('websocket', { downstream: { limit_data: { bytes: 900 } } });
      connect('/events', (socket) => socket.send(subscribe));
      break;
    case 'too-large': {
      const socket = connect('/events', () => socket.send(subscribe));
      const id = topic;
      const data = 'x'.repeat(TOO_MANY_BYTES);
      strike = async () => socket.send(JSON.stringify({ op: 'publish', id, topic, type: 'note', data }));
      break;
    }
    case 'binary':
      connect('/events', (socket) => socket.send(new TextEncoder().encode(subscribe)));
      break;
    case 'two-connections':
      connect('/events', (socket) => socket.send(subscribe));
      connect('/events', (socket) => socket.send(subscribe));
      break;
    case 'buffering':
      await edge.setToxics('sse', { downstream: { buffer: { bytes: 700 } } });
      stream();
      break;
    case 'slow-line':
      await edge.setToxics('sse', { downstream: { latency: { latency: 1_500 } } });
      stream();
      break;
  }
  // A page that is told something is as far as it comes by itself; one behind a proxy that collects is told nothing yet.
  const isTold = (): boolean => transportOf(fault) === 'sse' || notes.view().log.length > 0;
  for (let waited = 0; !isTold() && waited < PATIENCE_MS && !signal.aborted; waited += APART_MS) await pause(APART_MS);
  await pause(APART_MS);
  for (let n = 1; n <= PUBLISHED && !signal.aborted; n++) {
    await publish(n);
    await pause(APART_MS);
    if (n === STRIKE_AFTER && !signal.aborted) await strike?.();
  }
  // What is late may still come.
  await pause(2_000);
}
