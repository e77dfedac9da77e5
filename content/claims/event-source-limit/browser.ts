import type { BrowserMeasure } from '../claim.ts';

const ASKED = 8;
/** After how long without another one the rest is taken to wait. */
const STILL_MS = 1000;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  let isOpened = (): void => undefined;
  const streams = Array.from({ length: ASKED }, (_, index) => {
    const stream = new EventSource(`${urls.stream}?n=${index}`);
    stream.addEventListener('open', () => isOpened());
    return stream;
  });
  const open = (): EventSource[] => streams.filter(({ readyState }) => readyState === EventSource.OPEN);
  /** Fulfils when a stream opens: true, or when none does for a while: false. */
  const next = (): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), STILL_MS);
      isOpened = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  try {
    while (open().length < ASKED && (await next()));
    const value = open().length;
    const waiting = streams.find(({ readyState }) => readyState === EventSource.CONNECTING);
    if (waiting !== undefined) {
      open()[0]?.close();
      await next();
    }
    const { requests = 0 } = await counts();
    return { value, details: { 'requests at the server after one was closed': requests } };
  } finally {
    for (const stream of streams) stream.close();
  }
};
