import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls }) => {
  const [silent, living] = await Promise.all([opened(urls['silent']), opened(urls['living'])]);
  let events = 0;
  silent.addEventListener('close', () => events++);
  const closedAt = performance.now();
  const living1000 = new Promise<number>((resolve) =>
    living.addEventListener('close', () => resolve(performance.now() - closedAt), { once: true }),
  );
  silent.close(1000);
  living.close(1000);
  const livingMs = await living1000;
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const details = { 'readyState of the silent one': silent.readyState, 'the living one closed after': ms(livingMs) };
  return { value: events, details };
};

function opened(url = ''): Promise<WebSocket> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(new Error(`No connection to ${url}`)), { once: true });
  });
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
