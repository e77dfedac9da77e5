import { describe, expect, it } from 'vitest';
import { sumTabs } from '../../../lib/ui/two-tab-queues/tab-sums.ts';

describe('sumTabs', () => {
  it('tells right from as many', () => {
    expect(sumTabs({ written: 6, found: [3, 3], sent: [3, 3], stored: [2, 2, 4, 4, 6, 6] })).toEqual({
      found: '3 + 3',
      sent: '3 + 3',
      stored: 6,
      once: 0,
      twice: 3,
      lost: 3,
      isInOrder: false,
    });
    expect(sumTabs({ written: 2, found: [2, 2], sent: [2, 0], stored: [1, 2] })).toMatchObject({
      once: 2,
      twice: 0,
      lost: 0,
      isInOrder: true,
    });
  });
});
