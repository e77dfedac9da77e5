import type { Clock } from '../../measure/clock.ts';
import { signalFor } from './peer.ts';
import { type CandidateLine, readCandidate } from './signal.ts';
import { openSignalLine, type SignalLine } from './signal-line.ts';
import { measureTrips, type Path, type PathId, type Trips } from './trips.ts';

/** How long two peers have to meet, in milliseconds. */
const MEET_WITHIN_MS = 10_000;

/** A data channel as the peer that did not make it sees it. */
export interface ChannelSeen {
  readonly label: string;
  readonly ordered: boolean;
  /** How often a lost message is sent again; `null`: until it has arrived. */
  readonly maxRetransmits: number | null;
  readonly state: RTCDataChannelState;
}

/** What is known of two peers. A new object with every change. */
export interface MeetingState {
  readonly phase: 'meeting' | 'met' | 'failed' | 'closed';
  /** Why it failed, or ended. */
  readonly reason?: string;
  /** The signalling connections, `open` or how they ended. */
  readonly lines: Readonly<Record<'a' | 'b', string>>;
  readonly candidates: readonly CandidateLine[];
  readonly connection: RTCPeerConnectionState;
  /** From the first call until both channels were open on both sides, in milliseconds. */
  readonly metAfterMs: number | undefined;
  readonly channels: readonly ChannelSeen[];
  readonly trips: Trips | undefined;
  readonly isMeasuring: boolean;
  /** What a server has refused. */
  readonly refused: string | undefined;
}

/** Two peers of one page, which meet by way of the lab. */
export interface Meeting {
  state(): MeetingState;
  /** Round trips over each path in turn; those of a meeting that has ended do nothing. */
  measure(rounds: number): Promise<void>;
  /** Resolves once neither signalling connection stands. */
  alone(): Promise<void>;
  /** Ends one peer, and leaves the other to notice. */
  leave(): void;
  dispose(): void;
}

/** What a meeting is made with. */
export interface MeetingOptions {
  createPeer: () => RTCPeerConnection;
  createSocket: (subprotocol: string) => WebSocket;
  clock: Clock;
  /** The names of the two topics. */
  topics: Readonly<Record<'a' | 'b', string>>;
  onChange: () => void;
}

/** Lets two peers meet. */
export function openMeeting({ createPeer, createSocket, clock, topics, onChange }: MeetingOptions): Meeting {
  const beganAt = clock.now();
  const peers = { a: createPeer(), b: createPeer() };
  const lines: { a?: SignalLine; b?: SignalLine } = {};
  const remote = new Map<string, RTCDataChannel>();
  const waiting: (() => void)[] = [];
  const onBack = new Set<(text: string) => void>();
  let names = 0;
  let runs = 0;
  let isOver = false;
  let state: MeetingState = {
    phase: 'meeting',
    lines: { a: 'connecting', b: 'connecting' },
    candidates: [],
    connection: 'new',
    metAfterMs: undefined,
    channels: [],
    trips: undefined,
    isMeasuring: false,
    refused: undefined,
  };

  function become(change: Partial<MeetingState>): void {
    if (isOver) return;
    state = { ...state, ...change };
    onChange();
  }

  function fail(reason: string): void {
    if (state.phase === 'meeting') become({ phase: 'failed', reason });
  }

  const failure = (error: unknown): void => fail(error instanceof Error ? error.message : String(error));

  // #region channels
  const channels = {
    ordered: peers.a.createDataChannel('ordered'),
    unordered: peers.a.createDataChannel('unordered', { ordered: false, maxRetransmits: 0 }),
  };
  // #endregion channels

  function look(): void {
    const seen = [...remote.values()].map(({ label, ordered, maxRetransmits, readyState }) => ({
      label,
      ordered,
      maxRetransmits,
      state: readyState,
    }));
    const all = [...Object.values(channels), ...remote.values()];
    const isOpen = all.length === 4 && all.every(({ readyState }) => readyState === 'open');
    if (isOpen && state.phase === 'meeting') {
      clock.clearTimeout(timer);
      become({ channels: seen, phase: 'met', metAfterMs: clock.now() - beganAt });
    } else if (state.phase === 'met' && all.some(({ readyState }) => readyState === 'closed')) {
      become({ channels: seen, phase: 'closed', reason: 'the other peer closed the connection' });
    } else become({ channels: seen });
  }

  for (const channel of Object.values(channels)) {
    for (const event of ['open', 'close'] as const) channel.addEventListener(event, look);
    channel.addEventListener('message', ({ data }) => told(String(data)));
  }
  peers.b.addEventListener('datachannel', ({ channel }) => {
    remote.set(channel.label, channel);
    for (const event of ['open', 'close'] as const) channel.addEventListener(event, look);
    channel.addEventListener('message', ({ data }) => {
      if (channel.readyState === 'open') channel.send(data);
    });
    look();
  });
  peers.a.addEventListener('connectionstatechange', () => {
    become({ connection: peers.a.connectionState });
    if (peers.a.connectionState === 'failed') fail('ICE has tried every pair of candidates, and none worked');
  });

  function told(text: string): void {
    for (const listener of onBack) listener(text);
  }

  const timer = clock.setTimeout(() => {
    const none = 'no candidate was offered; a browser offers none where the machine has no network but itself';
    fail(state.candidates.length === 0 ? none : `the channels were not open after ${MEET_WITHIN_MS / 1_000} s`);
  }, MEET_WITHIN_MS);

  function signalling(name: 'a' | 'b', other: 'a' | 'b'): Promise<SignalLine> {
    const peer = signalFor({
      connection: peers[name],
      send: (kind, data) => void lines[name]?.send(kind, data),
      onCandidate(text) {
        const candidate = readCandidate(name.toUpperCase(), text);
        if (candidate) become({ candidates: [...state.candidates, candidate] });
      },
      onFailure: failure,
    });
    const opened = openSignalLine({
      createSocket,
      reads: topics[name],
      writes: topics[other],
      newId: (type) => `${type}-${name}-${++names}`,
      onMessage(type, data) {
        if (type === 'trip') lines[name]?.send('back', data);
        else if (type === 'back') told(String(data));
        else peer.take(type, data);
      },
      onRefused: (refused) => become({ refused }),
      onEnd(code) {
        delete lines[name];
        become({ lines: { ...state.lines, [name]: `ended, ${code}` } });
        if (lines.a === undefined && lines.b === undefined) for (const resolve of waiting.splice(0)) resolve();
      },
    }).then((line) => {
      if (isOver) line.close();
      lines[name] = line;
      become({ lines: { ...state.lines, [name]: 'open' } });
      return line;
    });
    if (name === 'a') offer = () => peer.offer();
    return opened;
  }

  let offer: () => Promise<void> = () => Promise.resolve();
  // Both read before one writes.
  Promise.all([signalling('a', 'b'), signalling('b', 'a')])
    .then(() => (isOver ? undefined : offer()))
    .catch(failure);

  const pathOf = (send: (text: string) => boolean): Path => ({
    send,
    onBack(listener) {
      onBack.add(listener);
      return () => onBack.delete(listener);
    },
  });
  const overChannel = (channel: RTCDataChannel): Path =>
    pathOf((text) => {
      if (channel.readyState !== 'open') return false;
      channel.send(text);
      return true;
    });
  const paths: Readonly<Record<PathId, Path>> = {
    websocket: pathOf((text) => lines.a?.send('trip', text) === true && lines.b !== undefined),
    ordered: overChannel(channels.ordered),
    unordered: overChannel(channels.unordered),
  };

  return {
    state: () => state,
    async measure(rounds) {
      if (state.isMeasuring || state.phase !== 'met') return;
      become({ isMeasuring: true, trips: undefined, refused: undefined });
      await measureTrips(paths, { rounds, clock, name: String(++runs), onRound: (trips) => become({ trips }) });
      become({ isMeasuring: false });
    },
    alone: () =>
      new Promise((resolve) => {
        if (lines.a === undefined && lines.b === undefined) resolve();
        else waiting.push(resolve);
      }),
    leave: () => peers.b.close(),
    dispose() {
      isOver = true;
      clock.clearTimeout(timer);
      for (const line of [lines.a, lines.b]) line?.close();
      for (const peer of [peers.a, peers.b]) peer.close();
    },
  };
}
