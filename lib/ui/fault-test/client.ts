import type { Clock, Timer } from '../../measure/clock.ts';
import { decodeServerMessage, type LabEvent, type PublishRequest, SUBPROTOCOL } from '../../protocol/index.ts';

/** The clients that are tested: the one that is right, and four with a mistake each. */
export const CLIENT_KINDS = ['right', 'forgets-position', 'sends-early', 'new-ids', 'waits-for-close'] as const;

/** One of them. */
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** After how long without a word the server is asked for one, and how long its answer may take, in milliseconds. */
const QUIET_MS = 600;

/** The shortest and the longest wait before the next connection, in milliseconds. */
const RETRY_MS = { least: 20, most: 80 } as const;

/** Where a client stands. `open`: the server has answered its subscription. */
export type ClientState = 'connecting' | 'open' | 'waiting' | 'closed';

/** A client of one topic that mends itself. */
export interface Client {
  readonly state: ClientState;
  publish(data: unknown): Promise<number>;
  close(): void;
}

/** What a client is made with; time, chance and sockets come from outside, or it could not be tested. */
export interface ClientOptions {
  kind: ClientKind;
  url: string;
  topic: string;
  clock: Clock;
  random: () => number;
  createId: () => string;
  createSocket: (url: string, protocol: string) => WebSocket;
  onEvent: (event: LabEvent) => void;
  onState: (state: ClientState) => void;
}

interface Unanswered {
  request: PublishRequest;
  resolve: (seq: number) => void;
  reject: (error: Error) => void;
}

/** Makes a client, which begins with the first event of its topic. It is small, and made to be tested here. */
export function createClient(options: ClientOptions): Client {
  const { kind, url, topic, clock, random, createId, createSocket, onEvent, onState } = options;
  const unanswered = new Map<string, Unanswered>();
  let state: ClientState = 'waiting';
  let socket: WebSocket | undefined;
  let last = 0;
  let connections = 0;
  let isAsked = false;
  let quiet: Timer | undefined;
  let retry: Timer | undefined;

  function become(next: ClientState): void {
    state = next;
    onState(next);
  }

  function open(): void {
    const own = createSocket(`${url}/events`, SUBPROTOCOL);
    socket = own;
    connections++;
    own.addEventListener('open', () => socket === own && subscribe());
    own.addEventListener('message', ({ data }) => socket === own && receive(String(data)));
    own.addEventListener('error', () => undefined);
    own.addEventListener('close', () => lose(own));
    heard();
    become('connecting');
  }

  // #region subscribe
  function subscribe(): void {
    const isFirst = connections === 1;
    const position = kind === 'forgets-position' && !isFirst ? {} : { after: last };
    socket?.send(JSON.stringify({ op: 'subscribe', topic, ...position }));
  }
  // #endregion subscribe

  // #region silence
  /** Whoever waits for a close waits for ever, where the other side has vanished. */
  function heard(): void {
    isAsked = false;
    clock.clearTimeout(quiet);
    if (kind !== 'waits-for-close') quiet = clock.setTimeout(onQuiet, QUIET_MS);
  }

  function onQuiet(): void {
    if (socket === undefined) return;
    if (isAsked || state !== 'open') return lose(socket);
    isAsked = true;
    subscribe();
    quiet = clock.setTimeout(onQuiet, QUIET_MS);
  }
  // #endregion silence

  function lose(own: WebSocket): void {
    if (socket !== own) return;
    socket = undefined;
    clock.clearTimeout(quiet);
    own.close();
    retry = clock.setTimeout(open, RETRY_MS.least + random() * (RETRY_MS.most - RETRY_MS.least));
    become('waiting');
  }

  function receive(text: string): void {
    heard();
    const message = decodeServerMessage(JSON.parse(text));
    if (message.op === 'event') {
      if (message.seq <= last) return;
      last = message.seq;
      onEvent(message);
    } else if (message.op === 'subscribed' && state !== 'open') {
      become('open');
      sendAgain();
    } else if (message.op === 'ack') {
      take(message.id)?.resolve(message.seq);
    } else if (message.op === 'error' && message.id !== undefined) {
      take(message.id)?.reject(new Error(message.message));
    }
  }

  function take(id: string): Unanswered | undefined {
    const entry = unanswered.get(id);
    unanswered.delete(id);
    return entry;
  }

  // #region publish
  function publish(data: unknown): Promise<number> {
    const request: PublishRequest = { id: createId(), topic, type: 'note', data };
    return new Promise((resolve, reject) => {
      if (kind === 'sends-early' || state === 'open') send(request);
      unanswered.set(request.id, { request, resolve, reject });
    });
  }

  /** With every connection: whatever has no answer may have arrived, or not. */
  function sendAgain(): void {
    const waiting = [...unanswered.values()];
    unanswered.clear();
    for (const { request, ...entry } of waiting) {
      const again = kind === 'new-ids' ? { ...request, id: createId() } : request;
      unanswered.set(again.id, { request: again, ...entry });
      send(again);
    }
  }
  // #endregion publish

  function send(request: PublishRequest): void {
    socket?.send(JSON.stringify({ op: 'publish', ...request }));
  }

  open();
  return {
    get state() {
      return state;
    },
    publish,
    close() {
      const own = socket;
      socket = undefined;
      clock.clearTimeout(quiet);
      clock.clearTimeout(retry);
      own?.close();
      if (state !== 'closed') become('closed');
    },
  };
}
