import type { BrowserMeasure } from '../claim.ts';

const STREAMS = 5;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const sources = Array.from({ length: STREAMS }, () => new EventSource(urls.events ?? ''));
  const twice = sources.map(
    (source) =>
      new Promise<void>((resolve) => {
        let opened = 0;
        source.addEventListener('open', () => ++opened === 2 && resolve());
      }),
  );
  try {
    await Promise.all(twice);
    const { together = 0, spreadMs = 0 } = await counts();
    return { value: (together * 100) / STREAMS, details: { 'from the first to the last, ms': spreadMs } };
  } finally {
    for (const source of sources) source.close();
  }
};
