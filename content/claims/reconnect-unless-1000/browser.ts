import type { BrowserMeasure } from '../claim.ts';

/** A way to end, and whether somebody wants the connection back afterwards. */
const ENDS: readonly { name: string; by: string; act: (socket: WebSocket) => void; isWanted: boolean }[] = [
  { name: 'page, close(1000)', by: 'page', act: whenOpen((socket) => socket.close(1000)), isWanted: false },
  { name: 'page, close()', by: 'page', act: whenOpen((socket) => socket.close()), isWanted: false },
  { name: 'page, close(1000) while connecting', by: 'page', act: (socket) => socket.close(1000), isWanted: false },
  { name: 'server, 1000', by: '1000', act: () => undefined, isWanted: true },
  { name: 'server, 1001', by: '1001', act: () => undefined, isWanted: true },
  { name: 'server, no close frame', by: 'cut', act: () => undefined, isWanted: true },
];

/** Those in which the rule is said to be wrong. */
const TOLD = ['page, close()', 'page, close(1000) while connecting', 'server, 1000'];

export const measure: BrowserMeasure = async ({ urls }) => {
  const details: Record<string, string> = {};
  const wrong: string[] = [];
  for (const { name, by, act, isWanted } of ENDS) {
    const socket = new WebSocket(`${urls['socket'] ?? ''}/${by}`);
    const ended = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }));
    act(socket);
    const { code } = await ended;
    const comesBack = code !== 1000;
    if (comesBack !== isWanted) wrong.push(name);
    const does = comesBack ? 'comes back' : 'stays away';
    details[name] = `${code}, ${does}${comesBack === isWanted ? '' : ', wrong'}`;
  }
  // As many, but others, would be another claim.
  return { value: TOLD.every((name) => wrong.includes(name)) ? wrong.length : -1, details };
};

function whenOpen(act: (socket: WebSocket) => void): (socket: WebSocket) => void {
  return (socket) => socket.addEventListener('open', () => act(socket), { once: true });
}
