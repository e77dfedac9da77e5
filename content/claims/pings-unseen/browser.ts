import type { BrowserMeasure } from '../claim.ts';

const PINGS = 3;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls['socket'] ?? '');
  let events = 0;
  for (const type of ['message', 'error', 'close', 'ping', 'pong']) socket.addEventListener(type, () => events++);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  let pongs = 0;
  for (let asked = 0; pongs < PINGS && asked < 200; asked++) pongs = (await counts())['pongs'] ?? 0;
  const seen = events;
  socket.close();
  const hasMethod = 'ping' in socket || 'pong' in socket;
  const details = { 'pongs at the server': pongs, 'a method to ping': hasMethod ? 'yes' : 'no' };
  return { value: pongs === PINGS && !hasMethod ? seen : -1, details };
};
