import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  await (await fetch(urls.first ?? '', { signal })).text();
  const { status } = await fetch(urls.timeout ?? '', { signal });
  await (await fetch(urls.empty ?? '', { signal })).text();
  const { timeout = 0, empty = 0 } = await counts();
  expectControl(empty === 1, `one request that is answered 204, got ${empty}`);
  return { value: timeout, details: { 'the status that the page sees': status, 'answered with 204': empty } };
};
