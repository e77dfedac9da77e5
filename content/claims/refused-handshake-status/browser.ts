import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

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
  const { refused = 0, outside = 0 } = await counts();
  expectControl(outside === 401, `a server that refuses with 401, got ${outside}`);
  let naming = 0;
  for (const event of events) for (const name in event) if (/401/.test(String(Reflect.get(event, name)))) naming++;
  // A server that was never asked has refused nothing.
  return {
    value: refused === 1 ? naming : -1,
    details: { 'close code': code, 'refused with 401': refused, 'told outside of a browser': outside },
  };
};
