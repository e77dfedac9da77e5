import type { Clock } from '../../measure/clock.ts';
import type { RawAttack } from './attacks.ts';

/** How long a server may take before it counts as gone, in milliseconds. */
const BOUND_MS = 5_000;

/**
 * Asks a server as any client would, after an attack.
 *
 * @returns how long the answer took, in milliseconds; nothing where none came
 */
export async function askAnother(
  transport: RawAttack['transport'],
  url: string,
  clock: Pick<Clock, 'now'>,
): Promise<number | undefined> {
  const beganAt = clock.now();
  const isServed = transport === 'polling' ? await polled(url) : await subscribed(url);
  return isServed ? clock.now() - beganAt : undefined;
}

async function polled(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/events?topic=lesson-range`, { signal: AbortSignal.timeout(BOUND_MS) });
    return ok;
  } catch {
    return false;
  }
}

function subscribed(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url}/events`);
    const end = (isServed: boolean): void => {
      clearTimeout(timer);
      resolve(isServed);
      socket.close();
    };
    const timer = setTimeout(() => end(false), BOUND_MS);
    socket.onopen = () => socket.send('{"op":"subscribe","topic":"lesson-range"}');
    socket.onmessage = ({ data }: MessageEvent<unknown>) => end(String(data).startsWith('{"op":"subscribed"'));
    socket.onerror = () => end(false);
  });
}
