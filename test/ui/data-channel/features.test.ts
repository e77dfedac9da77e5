import { describe, expect, it } from 'vitest';
import { lookForFeatures } from '../../../lib/ui/data-channel/features.ts';

/** A browser that makes a text of a stream, and does not know `duplex`. */
class OldRequest {
  readonly headers = new Headers({ 'Content-Type': 'text/plain;charset=UTF-8' });
}

describe('lookForFeatures', () => {
  it('finds what is there, and connects to nothing', () => {
    const scope = Object.assign(Object.create(globalThis) as typeof globalThis, { WebTransport: OldRequest });
    expect(lookForFeatures(scope)).toMatchObject({ webTransport: true, streamedAnswer: true, streamedRequest: true });
  });

  it('does not take it for streaming when a stream is made into a text', () => {
    const scope = Object.assign(Object.create(globalThis) as typeof globalThis, { Request: OldRequest });
    expect(lookForFeatures(scope).streamedRequest).toBe(false);
  });

  it('finds nothing where there is nothing', () => {
    const scope = { Response: OldRequest } as unknown as typeof globalThis;
    expect(lookForFeatures(scope)).toEqual({
      peers: false,
      webTransport: false,
      streamedAnswer: false,
      streamedRequest: false,
    });
  });
});
