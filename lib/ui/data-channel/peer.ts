import { decodeSignal, type Signal } from './signal.ts';

/** One of the two, as far as signalling goes. */
export interface SignallingPeer {
  /** Makes the offer. */
  offer(): Promise<void>;
  /** Takes what the other has sent, in the order in which it came. */
  take(type: string, data: unknown): void;
}

/** What a peer is made with. */
export interface SignallingPeerOptions {
  connection: RTCPeerConnection;
  send: (kind: Signal['kind'], data: object) => void;
  onCandidate: (candidate: string) => void;
  onFailure: (error: unknown) => void;
}

// #region signalling
/** Lets a peer connection speak over whatever carries its signals to the other. */
export function signalFor({ connection, send, onCandidate, onFailure }: SignallingPeerOptions): SignallingPeer {
  let taken = Promise.resolve();
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null || candidate.candidate === '') return;
    onCandidate(candidate.candidate);
    send('candidate', candidate.toJSON());
  });

  async function describe(): Promise<void> {
    // Without arguments it makes what is due: an offer, or the answer to one.
    await connection.setLocalDescription();
    if (connection.localDescription !== null) send('description', connection.localDescription.toJSON());
  }

  async function use(signal: Signal): Promise<void> {
    if (signal.kind === 'candidate') return connection.addIceCandidate(signal.candidate);
    await connection.setRemoteDescription(signal.description);
    if (signal.description.type === 'offer') await describe();
  }

  return {
    offer: describe,
    take(type, data) {
      const signal = decodeSignal(type, data);
      // One after the other: a candidate means nothing before the description that it belongs to.
      if (signal !== undefined) taken = taken.then(() => use(signal)).catch(onFailure);
    },
  };
}
// #endregion signalling
