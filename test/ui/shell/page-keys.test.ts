import { describe, expect, it } from 'vitest';
import { listPageKeys, readPageKeys, watchPageKeys } from '../../../lib/ui/shell/page-keys.ts';

const COMPARE = { title: 'In the comparison', hints: [{ keys: 'p', does: 'publish' }] };

describe('the keys of a page', () => {
  it('come to a list that is shown already, and go with the page', () => {
    const seen: number[] = [];
    const unwatch = watchPageKeys(() => seen.push(readPageKeys().length));
    const forget = listPageKeys(COMPARE);
    expect(readPageKeys()).toEqual([COMPARE]);
    forget();
    expect(seen).toEqual([1, 0]);
    unwatch();
    listPageKeys(COMPARE)();
    expect(seen).toEqual([1, 0]);
  });

  it('are the same list for as long as nothing changes', () => {
    const before = readPageKeys();
    expect(readPageKeys()).toBe(before);
    const forget = listPageKeys(COMPARE);
    expect(readPageKeys()).not.toBe(before);
    forget();
  });
});
