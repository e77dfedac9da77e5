import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const host = urls['cookie'] ?? '';
  await fetch(host, { credentials: 'include' });
  const isSeen = document.cookie.includes('wirelab-claim');
  const socket = new WebSocket(urls['socket'] ?? '');
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', resolve);
  });
  socket.close();
  await fetch(`${host}?clear`, { credentials: 'include' });
  const { cookies = -1 } = await counts();
  return { value: cookies, details: { 'seen by the script': String(isSeen) } };
};
