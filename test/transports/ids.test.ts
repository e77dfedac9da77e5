import { expect, it } from 'vitest';
import { isPublishId } from '../../lib/protocol/index.ts';
import { createPublishIds } from '../../lib/transports/ids.ts';

it('makes ids that the protocol accepts and that differ within a client and between clients', () => {
  const [one, two] = [createPublishIds(Math.random), createPublishIds(Math.random)];
  const ids = Array.from({ length: 1000 }, () => [one(), two()]).flat();
  expect(new Set(ids).size).toBe(2000);
  expect(ids.every(isPublishId)).toBe(true);
});

it('makes the same ids from the same random numbers', () => {
  const sequence = () => {
    let state = 7;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  };
  expect(createPublishIds(sequence())()).toBe(createPublishIds(sequence())());
});
