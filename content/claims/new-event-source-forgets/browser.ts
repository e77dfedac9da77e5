import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const first = new EventSource(urls.stream ?? '');
  await opened(first, 2);
  first.close();
  await (await fetch(urls.mark ?? '')).text();
  const second = new EventSource(urls.stream ?? '');
  await opened(second, 1);
  second.close();
  const { first: byItself = 0, second: anew = 0 } = await counts();
  expectControl(byItself > 0, 'the one that came back by itself to send Last-Event-ID');
  return { value: anew, details: { 'of the one that came back by itself': byItself } };
};

/** Fulfils when a stream has opened so often. */
function opened(stream: EventSource, times: number): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    stream.addEventListener('open', () => ++count === times && resolve());
  });
}
