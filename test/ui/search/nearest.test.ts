import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEdits, nearestPlaces } from '../../../lib/ui/search/nearest.ts';

const places = [
  { href: '/', title: 'Home' },
  { href: '/lessons/closing', title: 'States and close codes' },
  { href: '/lessons/heartbeats', title: 'Heartbeats and half-open connections' },
  { href: '/lessons/websocket', title: 'WebSocket' },
  { href: '/challenges/heartbeat', title: 'A heartbeat' },
  { href: '/challenges/backoff', title: 'Backoff' },
];

const near = (path: string): string[] => nearestPlaces(path, places).map(({ href }) => href);

describe('nearestPlaces', () => {
  it.each([
    ['/lessons/webscoket', '/lessons/websocket'],
    ['/lessons/05-websocket', '/lessons/websocket'],
    ['/challenges/back-off', '/challenges/backoff'],
    ['/lessons/closing.html', '/lessons/closing'],
    ['/lessons/half-open', '/lessons/heartbeats'],
    ['/WEBSOCKET/', '/lessons/websocket'],
  ])('takes %s for %s', (path, meant) => {
    expect(near(path)[0]).toBe(meant);
  });

  it('offers nothing where nothing is near', () => {
    expect(near('/lessons/telepathy')).toEqual([]);
    expect(near('/')).toEqual([]);
  });

  it('offers at most four, whatever is asked', () => {
    fc.assert(fc.property(fc.string(), (path) => void expect(near(`/${path}`).length).toBeLessThanOrEqual(4)));
  });
});

describe('countEdits', () => {
  it('counts letters put in, taken out, changed and swapped', () => {
    expect([
      countEdits('abc', 'abcd'),
      countEdits('abc', 'ac'),
      countEdits('abc', 'axc'),
      countEdits('abc', 'acb'),
    ]).toEqual([1, 1, 1, 1]);
  });

  it('is the same both ways, and 0 for the same word alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(countEdits(a, b)).toBe(countEdits(b, a));
        expect(countEdits(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
