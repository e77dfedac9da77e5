import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls }) => {
  const socket = new WebSocket(urls['silent'] ?? '');
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('close', reject, { once: true });
  });
  const seen: string[] = [];
  for (const type of ['message', 'error', 'close']) socket.addEventListener(type, () => seen.push(type));
  for (let sent = 0; sent < 3; sent++) {
    socket.send('are you there?');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const { readyState, bufferedAmount } = socket;
  socket.close();
  return { value: readyState === 1 ? seen.length : -1, details: { readyState, bufferedAmount } };
};
