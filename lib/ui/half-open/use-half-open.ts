import { useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { MANY, useStall } from '../close-codes/use-stall.ts';
import type { Captured } from '../exchange/captured.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import type { SessionHandle } from '../lab/session.ts';
import { useSaid } from '../lab/use-said.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import type { Pulse } from './heartbeat.ts';
import { openPeer, type Peer, type PeerState } from './peer.ts';

/** How often what changes without an event is looked at, in milliseconds. */
const LOOK_MS = 250;

/** The two clients, by what they are called. */
interface Peers {
  readonly plain: Peer;
  readonly asking: Peer;
}

/** What the figure shows. */
export interface HalfOpenState {
  readonly plain: PeerState;
  readonly asking: PeerState;
  /** The page's clock, looked at now and then. */
  readonly now: number;
  /** The server's clock, as telemetry last told it. */
  readonly serverNow: number | undefined;
}

/** What the figure can do. */
export interface HalfOpenControls {
  readonly state: HalfOpenState | undefined;
  /** What the edge has captured of the one with a heartbeat. */
  readonly captured: Captured;
  readonly pulse: Pulse;
  /** When the heartbeat was last set, on the server's clock. */
  readonly pulseSince: number;
  /** When the peer fell silent, on the page's clock. */
  readonly silentAt: number | undefined;
  readonly isStalled: boolean;
  /** What could not be done, for readers. */
  readonly said: string | undefined;
  open(): void;
  silence(): void;
  drop(): void;
  /** Closes the one without a heartbeat. */
  leave(): void;
  /** Stalls the edge and sends much over the one without a heartbeat; or lifts the stall. */
  stall(): void;
  setPulse(change: Partial<Pulse>): void;
}

/** Opens two clients through the page's session, one with a heartbeat and one without. */
export function useHalfOpen(figure: FigureSession): HalfOpenControls {
  const { ready, handle } = figure;
  const { captured, begin } = useCapture(figure, 'websocket');
  const stall = useStall(figure);
  const [state, setState] = useState<HalfOpenState>();
  const [pulse, setPulseState] = useState<Pulse>({ intervalMs: 1_000, timeoutMs: 500 });
  const [pulseSince, setPulseSince] = useState(0);
  const [silentAt, setSilentAt] = useState<number>();
  const { said, guarded } = useSaid();
  const peers = useRef<Peers>(undefined);

  const onSession = (act: (session: SessionHandle) => Promise<unknown>): void =>
    guarded(async () => act(await ready()));

  const open = (): void =>
    guarded(async () => {
      setSilentAt(undefined);
      if (stall.isStalled) await stall.lift();
      setPulseSince(handle?.telemetry()?.at ?? 0);
      await begin(({ url, token, session }) => {
        const made = openPeers({ address: addressOf(session, url), token, pulse });
        peers.current = made;
        const show = (): void => {
          made.plain.look();
          made.asking.look();
          const [plain, asking] = [made.plain.state(), made.asking.state()];
          setState({ plain, asking, now: systemClock.now(), serverNow: session.telemetry()?.at });
        };
        const timer = setInterval(show, LOOK_MS);
        show();
        return () => {
          clearInterval(timer);
          peers.current = undefined;
          made.plain.dispose();
          made.asking.dispose();
        };
      });
    });

  const { isStalled } = stall;
  return {
    state,
    captured,
    pulse,
    pulseSince,
    silentAt,
    isStalled,
    said,
    open,
    silence: () =>
      onSession(async (session) => {
        await session.silence('websocket');
        setSilentAt(systemClock.now());
      }),
    drop: () => onSession((session) => session.drop('websocket')),
    leave: () => peers.current?.plain.leave(),
    stall: () =>
      guarded(async () => {
        if (isStalled) return stall.lift();
        await stall.begin();
        peers.current?.plain.send('x'.repeat(MANY.bytes), MANY.times);
      }),
    setPulse(change) {
      const next = { ...pulse, ...change };
      setPulseState(next);
      setPulseSince(handle?.telemetry()?.at ?? 0);
      peers.current?.asking.setPulse(next);
    },
  };
}

/** A lab that was restarted gives another session, with other addresses: asked for at each attempt. */
function addressOf(session: SessionHandle, first: string): () => string {
  let last = first;
  return () => {
    const state = session.state();
    if (state.name === 'open') last = state.session.urls.websocket;
    return last;
  };
}

function openPeers({ address, token, pulse }: { address: () => string; token: string; pulse: Pulse }): Peers {
  const common = { clock: systemClock, onChange: () => undefined };
  return {
    plain: openPeer({ ...common, createSocket: () => new WebSocket(`${address()}/events`) }),
    asking: openPeer({ ...common, createSocket: () => new WebSocket(`${address()}/events?${token}`), pulse }),
  };
}
