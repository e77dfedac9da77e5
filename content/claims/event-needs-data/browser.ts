import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls }) => {
  const stream = new EventSource(urls.stream ?? '');
  const got: string[] = [];
  for (const type of ['note', 'message']) {
    stream.addEventListener(type, ({ data }: MessageEvent<string>) => got.push(data));
  }
  try {
    await new Promise((resolve) => stream.addEventListener('error', resolve, { once: true }));
    // Another one than the whole block would be another rule.
    return { value: got.includes('whole') ? got.length : 0, details: { 'what came': got.join(', ') } };
  } finally {
    stream.close();
  }
};
