import type { BrowserMeasure } from '../claim.ts';

const ASKED = 12;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  await Promise.all(
    Array.from({ length: ASKED }, async (_, index) => {
      const response = await fetch(`${urls.held}?n=${index}`, { signal });
      await response.text();
    }),
  );
  const { most = 0, total = 0 } = await counts();
  return { value: most, details: { 'in the end': total } };
};
