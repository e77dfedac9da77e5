import { describe, expect, it } from 'vitest';
import { decodeSignal, readCandidate } from '../../../lib/ui/data-channel/signal.ts';

describe('decodeSignal', () => {
  it('takes an offer and an answer, and leaves out what does not belong to them', () => {
    const description = { type: 'offer', sdp: 'v=0' };
    expect(decodeSignal('description', { ...description, more: 1 })).toEqual({ kind: 'description', description });
    expect(decodeSignal('description', { type: 'answer', sdp: '' })).toMatchObject({ kind: 'description' });
  });

  it('takes a candidate with the fields that it has', () => {
    expect(
      decodeSignal('candidate', { candidate: 'c', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }),
    ).toEqual({ kind: 'candidate', candidate: { candidate: 'c', sdpMid: '0', sdpMLineIndex: 0 } });
  });

  it.each([
    ['description', { type: 'rollback', sdp: '' }],
    ['description', { type: 'offer' }],
    ['description', null],
    ['candidate', { candidate: 1 }],
    ['note', { candidate: 'c' }],
  ])('takes no %s of %j', (type, data) => {
    expect(decodeSignal(type, data)).toBeUndefined();
  });
});

describe('readCandidate', () => {
  it('reads type, protocol, address and port', () => {
    const line = 'candidate:963243213 1 udp 2113942271 5db876a0.local 53228 typ host generation 0 network-cost 999';
    expect(readCandidate('A', line)).toEqual({
      peer: 'A',
      type: 'host',
      protocol: 'udp',
      address: '5db876a0.local',
      port: '53228',
    });
  });

  it('reads nothing out of what is none', () => {
    expect(readCandidate('A', 'candidate:1 1 udp 1 address')).toBeUndefined();
    expect(readCandidate('A', 'candidate:1 1 udp 1 address 5 is host')).toBeUndefined();
  });
});
