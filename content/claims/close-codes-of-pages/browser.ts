import type { BrowserMeasure } from '../claim.ts';

const MOST = 65_535;

export const measure: BrowserMeasure = async ({ urls }) => {
  const socket = new WebSocket(urls.socket ?? '');
  const taken: number[] = [];
  const names = new Set<string>();
  for (let code = 0; code <= MOST; code++) {
    try {
      socket.close(code);
      taken.push(code);
    } catch (error) {
      names.add((error as DOMException).name);
    }
  }
  return {
    value: taken.length,
    details: { least: taken[0] ?? 0, greatest: taken.at(-1) ?? 0, 'the others throw': [...names].join(', ') },
  };
};
