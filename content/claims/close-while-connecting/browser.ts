import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls }) => {
  const socket = new WebSocket(urls['socket'] ?? '');
  const seen: string[] = [];
  socket.addEventListener('error', () => seen.push('error'));
  const ended = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }));
  socket.close(1000);
  const { code, wasClean } = await ended;
  return { value: code, details: { wasClean: String(wasClean), 'events before close': seen.join(', ') } };
};
