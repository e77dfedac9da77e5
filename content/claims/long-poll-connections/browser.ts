import type { BrowserMeasure } from '../claim.ts';

const POLLS = 10;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  for (let poll = 0; poll < POLLS; poll++) await (await fetch(urls.held ?? '', { signal })).text();
  const { opened = 0, empty = 0 } = await counts();
  return { value: empty === POLLS ? opened : Number.NaN, details: { 'empty answers': empty } };
};
