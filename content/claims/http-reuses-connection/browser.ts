import type { BrowserMeasure } from '../claim.ts';

const REQUESTS = 20;

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  for (let request = 0; request < REQUESTS; request++) {
    const response = await fetch(urls.answer ?? '', { signal });
    await response.text();
  }
  const { opened = 0, requests = 0 } = await counts();
  return { value: opened, details: { requests } };
};
