import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../lib/ui/exchange/hex.ts';
import { keyOfBytes, stepsOf } from '../../../lib/ui/handshake/key-steps.ts';
import { SAMPLE_KEY } from '../../../lib/ui/handshake/request.ts';

describe('stepsOf', () => {
  it('gives the value of the standard’s example, and the bytes on the way', () => {
    const steps = stepsOf(SAMPLE_KEY);
    expect(steps.accept).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    // RFC 6455 section 1.3 writes the hash out.
    expect(hexOf(steps.hash)).toBe('b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea');
    expect(new TextDecoder().decode(steps.nonce)).toBe('the sample nonce');
    expect(steps.problem).toBeUndefined();
  });

  it('gives for any text what Node’s SHA-1 gives', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const { accept, joined } = stepsOf(key);
        expect(accept).toBe(createHash('sha1').update(joined).digest('base64'));
      }),
    );
  });

  it.each([
    ['aGVsbG8=', '5 bytes'],
    ['', '0 bytes'],
    ['not base64', 'no base64'],
    ['dGhlIHNhbXBsZSBub25jZQ', 'no base64'],
    ['dGhlIHNhbXBsZSBub25jZQ== ', 'no base64'],
  ])('says why a server refuses %j', (key, why) => {
    expect(stepsOf(key).problem).toContain(why);
  });

  it('accepts what was made of 16 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const { nonce, problem } = stepsOf(keyOfBytes(bytes));
        expect(problem).toBeUndefined();
        expect(nonce).toEqual(bytes);
      }),
    );
  });
});
