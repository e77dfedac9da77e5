import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls['socket'] ?? '');
  const ended = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }));
  socket.addEventListener('open', () => socket.close(), { once: true });
  const { code, wasClean } = await ended;
  // The server’s event may come a moment later than the page’s.
  let serverCode = 0;
  for (let asked = 0; serverCode === 0 && asked < 100; asked++) serverCode = (await counts())['code'] ?? 0;
  const details = { wasClean: String(wasClean), 'code at the server': serverCode };
  // An end that is not clean is another end, whatever its code.
  return { value: wasClean && serverCode === code ? code : -code, details };
};
