import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls }) => {
  const socket = new WebSocket(urls['refused'] ?? '');
  const seen: Event[] = [];
  const ended = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }));
  for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, (event) => seen.push(event));
  const { code } = await ended;
  // One more turn: what else there may be comes now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const order = seen.map(({ type }) => type).join(', ');
  const isMute = seen.every((event) => event.type !== 'error' || !('message' in event || 'code' in event));
  return { value: order === 'error, close' && isMute ? seen.length : 0, details: { order, 'code of close': code } };
};
