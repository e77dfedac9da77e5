import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls.socket ?? '');
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The WebSocket did not open')));
    });
    return { value: (await counts()).request ?? 0, details: { offered: socket.extensions || 'no extension agreed' } };
  } finally {
    socket.close();
  }
};
