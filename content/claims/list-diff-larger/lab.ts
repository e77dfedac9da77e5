import type { LabMeasure } from '../claim.ts';

interface Item {
  readonly id: string;
  readonly n: number;
}

export const measure: LabMeasure = async () => {
  const before = Array.from({ length: 50 }, (_, index): Item => ({ id: `item-${index}`, n: index }));
  const added: Item = { id: 'item-50', n: 50 };
  const after = [added, ...before];
  const whole = bytesOf(after);
  const byPlace = bytesOf(changesByPlace(before, after));
  const byKey = bytesOf({ [added.id]: { n: added.n } });
  return {
    value: byPlace / whole,
    details: { 'the list': `${whole} B`, 'by place': `${byPlace} B`, 'by key': `${byKey} B` },
  };
};

/** Every member that differs from what stood in its place, and what is behind the old end. @see RFC 6902 section 4 */
function changesByPlace(before: readonly Item[], after: readonly Item[]): unknown[] {
  return after.flatMap((item, place): unknown[] => {
    const old = before[place];
    if (old === undefined) return [{ op: 'add', path: `/${place}`, value: item }];
    return (['id', 'n'] as const)
      .filter((key) => old[key] !== item[key])
      .map((key) => ({ op: 'replace', path: `/${place}/${key}`, value: item[key] }));
  });
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
