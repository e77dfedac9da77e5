import { useRef, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import { useCapture } from '../exchange/use-captured-socket.ts';
import { ownTopic } from '../lab/topic.ts';
import { useSaid } from '../lab/use-said.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import { type Meeting, type MeetingState, openMeeting } from './meeting.ts';
import { countSignalling, type SignallingCost } from './signalling-cost.ts';

/** How long the signalling server stays away, in milliseconds. */
export const AWAY_MS = 5_000;

/** How many round trips each path has. */
export const ROUNDS = 30;

/** What the figure shows and can do. */
export interface DataChannelControls {
  readonly state: MeetingState | undefined;
  /** What signalling has cost, as the edge has counted it. */
  readonly cost: SignallingCost;
  /** What could not be done, or is being done, for readers. */
  readonly said: string | undefined;
  readonly isAway: boolean;
  meet(): void;
  measure(): void;
  /** Takes the signalling server away, and measures while it is. */
  goOnAlone(): void;
  /** One of the two leaves. */
  leave(): void;
}

/** Two peers in this page, which find each other over the lab's WebSocket. */
export function useDataChannel(figure: FigureSession): DataChannelControls {
  const { ready } = figure;
  const { captured, begin } = useCapture(figure, 'websocket');
  const [state, setState] = useState<MeetingState>();
  const { said, guarded } = useSaid();
  const [isAway, setIsAway] = useState(false);
  const meeting = useRef<Meeting>(undefined);

  // The capture forgets what is old: what was counted of signalling stays, until there is a new meeting.
  const counted = countSignalling(captured.entries);
  const [cost, setCost] = useState(counted);
  const isNew = captured.entries.length === 0 && cost.total.messages > 0;
  if (isNew || counted.total.messages > cost.total.messages) setCost(counted);

  const meet = (): void =>
    guarded(async () => {
      if (!('RTCPeerConnection' in globalThis)) {
        throw new Error('This browser has no RTCPeerConnection, or its owner has switched it off');
      }
      await begin(({ url, token }) => {
        const topics = { a: ownTopic('peer-a', Math.random), b: ownTopic('peer-b', Math.random) };
        const made = openMeeting({
          // No STUN and no TURN server: none is asked, and nothing leaves this machine's own addresses.
          createPeer: () => new RTCPeerConnection({ iceServers: [] }),
          createSocket: (subprotocol) => new WebSocket(`${url}/events?${token}`, subprotocol),
          clock: systemClock,
          topics,
          onChange: () => queueMicrotask(() => setState(made.state())),
        });
        meeting.current = made;
        setState(made.state());
        return () => made.dispose();
      });
    });

  return {
    state,
    cost,
    said,
    isAway,
    meet,
    measure: () => guarded(async () => meeting.current?.measure(ROUNDS)),
    goOnAlone: () =>
      guarded(async () => {
        const own = meeting.current;
        if (own === undefined) return;
        const session = await ready();
        setIsAway(true);
        try {
          const back = session.restart('websocket', AWAY_MS);
          await Promise.race([own.alone(), back]);
          await own.measure(ROUNDS);
          await back;
        } finally {
          setIsAway(false);
        }
      }),
    leave: () => meeting.current?.leave(),
  };
}
