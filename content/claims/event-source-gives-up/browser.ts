import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

/** How often the other one comes back before the first is taken to stay away. */
const RETURNS = 3;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const refused = new EventSource(urls.refused ?? '');
  const ending = new EventSource(urls.ending ?? '');
  try {
    await new Promise((resolve) => refused.addEventListener('error', resolve, { once: true }));
    await new Promise<void>((resolve) => {
      let opened = 0;
      ending.addEventListener('open', () => ++opened > RETURNS && resolve());
    });
    const { refused: requests = 0, ending: other = 0 } = await counts();
    expectControl(other > RETURNS, `the other one to come back ${RETURNS} times, got ${other} requests`);
    return {
      value: refused.readyState === EventSource.CLOSED ? requests - 1 : -1,
      details: { readyState: refused.readyState, 'requests of the one whose stream ended': other },
    };
  } finally {
    refused.close();
    ending.close();
  }
};
