import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const fetched = await fetch(urls['plain'] ?? '').then(
    () => 'read',
    ({ name }: Error) => `kept back (${name})`,
  );
  const socket = new WebSocket(urls['socket'] ?? '');
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true));
    socket.addEventListener('error', () => resolve(false));
  });
  socket.close();
  const { origins = 0 } = await counts();
  const details = { 'the answer to fetch': fetched, 'handshakes with an Origin': origins };
  return { value: fetched === 'read' ? -1 : Number(isOpen), details };
};
