import { isRecord } from '../../protocol/index.ts';

/** What two peers tell each other by way of a server until they can speak for themselves. */
export type Signal =
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit }
  | { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit };

const DESCRIPTIONS = ['offer', 'answer'] as const;

/** A signal out of an event of the log; `undefined` for anything else. What comes from a server is not trusted. */
export function decodeSignal(type: string, data: unknown): Signal | undefined {
  if (!isRecord(data)) return undefined;
  if (type === 'description') {
    const known = DESCRIPTIONS.find((each) => each === data.type);
    if (known === undefined || typeof data.sdp !== 'string') return undefined;
    return { kind: 'description', description: { type: known, sdp: data.sdp } };
  }
  if (type !== 'candidate' || typeof data.candidate !== 'string') return undefined;
  const candidate: RTCIceCandidateInit = { candidate: data.candidate };
  if (typeof data.sdpMid === 'string') candidate.sdpMid = data.sdpMid;
  if (typeof data.sdpMLineIndex === 'number') candidate.sdpMLineIndex = data.sdpMLineIndex;
  if (typeof data.usernameFragment === 'string') candidate.usernameFragment = data.usernameFragment;
  return { kind: 'candidate', candidate };
}

/** What a candidate says of an address that a peer may be reached at. */
export interface CandidateLine {
  readonly peer: string;
  /** `host`: an address of this machine; `srflx` and `relay` need a STUN or TURN server. */
  readonly type: string;
  readonly protocol: string;
  /** An address, or a name that stands for one. */
  readonly address: string;
  readonly port: string;
}

/**
 * Reads the fields of a candidate.
 *
 * @see RFC 8839 section 5.1: foundation, component, transport, priority, address, port, `typ`, type
 */
export function readCandidate(peer: string, candidate: string): CandidateLine | undefined {
  const [, , protocol, , address, port, typ, type] = candidate.replace(/^candidate:/, '').split(' ');
  if (protocol === undefined || address === undefined || port === undefined) return undefined;
  if (typ !== 'typ' || type === undefined) return undefined;
  return { peer, type, protocol, address, port };
}
