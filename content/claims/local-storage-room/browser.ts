import type { BrowserMeasure } from '../claim.ts';

const KEY = 'wirelab:room';

/** More than any browser takes. */
const MOST = 64_000_000;

export const measure: BrowserMeasure = async () => {
  let there = 0;
  for (let index = 0; index < localStorage.length; index++) {
    const key = localStorage.key(index);
    if (key !== null) there += key.length + (localStorage.getItem(key) ?? '').length;
  }
  let fits = 0;
  let refused = '';
  try {
    for (let step = MOST / 2; step >= 1; step = Math.floor(step / 2)) {
      try {
        localStorage.setItem(KEY, 'x'.repeat(fits + step));
        fits += step;
      } catch (error) {
        refused = error instanceof DOMException ? error.name : String(error);
      }
    }
  } finally {
    localStorage.removeItem(KEY);
  }
  if (refused === '') throw new RangeError(`Expected a limit below ${MOST} characters`);
  return {
    value: (there + KEY.length + fits) / 1_000_000,
    details: { characters: there + KEY.length + fits, 'refused with': refused },
  };
};
