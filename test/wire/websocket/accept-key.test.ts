import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { acceptKey } from '../../../lib/wire/websocket/index.ts';
import { sha1 } from '../../../lib/wire/websocket/sha1.ts';

describe('acceptKey', () => {
  it('answers the key of RFC 6455 section 1.3 as it does', () => {
    expect(acceptKey('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });
});

describe('sha1', () => {
  it('digests as node:crypto does, at every length around the ends of blocks', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = randomBytes(length);
      expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
    }
  });
});
