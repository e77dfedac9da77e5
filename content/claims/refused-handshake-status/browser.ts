import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls['socket'] ?? '');
  const events: Event[] = [];
  socket.addEventListener('error', (event) => events.push(event));
  const code = await new Promise<number>((resolve) => {
    socket.addEventListener('close', (event) => {
      events.push(event);
      resolve(event.code);
    });
  });
  const { refused = 0 } = await counts();
  let naming = 0;
  for (const event of events) for (const name in event) if (/401/.test(String(Reflect.get(event, name)))) naming++;
  // A server that was never asked has refused nothing.
  return { value: refused === 1 ? naming : -1, details: { 'close code': code, 'refused with 401': refused } };
};
