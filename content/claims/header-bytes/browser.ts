import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts, signal }) => {
  const ask = async (): Promise<number> => {
    await (await fetch(urls.events ?? '', { signal })).text();
    return (await counts()).bytes ?? 0;
  };
  const first = await ask();
  return { value: await ask(), details: { 'the first request': `${first} B` } };
};
