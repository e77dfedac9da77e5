import type { BrowserMeasure } from '../claim.ts';

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const early = new WebSocket(urls['socket'] ?? '');
  const earlyThrew = thrownBy(() => early.send('early'));
  const socket = new WebSocket(urls['socket'] ?? '');
  const ended = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
  socket.addEventListener('open', () => socket.close(1000), { once: true });
  await ended;
  const before = socket.bufferedAmount;
  const threw = thrownBy(() => socket.send('after'));
  const { messages = 0 } = await counts();
  early.close();
  const grown = socket.bufferedAmount - before;
  return {
    value: threw === 'nothing' && messages === 0 ? grown : -1,
    details: {
      'thrown while connecting': earlyThrew,
      'thrown after the end': threw,
      'messages that arrived': messages,
    },
  };
};

function thrownBy(act: () => void): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
