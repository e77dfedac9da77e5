import type { BrowserMeasure } from '../claim.ts';

const MESSAGES = 100;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls.socket ?? '');
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('close', () => reject(new Error('The connection could not be opened')));
    });
    const all = new Promise((resolve) => socket.addEventListener('message', resolve));
    for (let index = 0; index < MESSAGES; index++) socket.send(JSON.stringify({ x: 100 + index, y: 200 - index }));
    await all;
    const { reads = Number.NaN, bytes = Number.NaN } = await counts();
    return { value: reads, details: { messages: MESSAGES, bytes } };
  } finally {
    socket.close();
  }
};
