import type { BrowserMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';

const MESSAGES = 100;
const ROUNDS = 9;
/** How many are sent one after the other, each after the answer to the one before. */
const APART = 20;

export const measure: BrowserMeasure = async ({ urls, counts }) => {
  const socket = new WebSocket(urls.socket ?? '');
  const position = (index: number): string => JSON.stringify({ x: 100 + index, y: 200 - index });
  /** Sends messages in one task, and waits until the server has the last one. @returns the pieces in which they came */
  async function piecesOf(messages: number): Promise<number> {
    const { reads: before = Number.NaN } = await counts();
    const all = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    for (let index = 1; index < messages; index++) socket.send(position(index));
    socket.send(`${position(messages)}.`);
    await all;
    const { reads = Number.NaN } = await counts();
    return reads - before;
  }
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('close', () => reject(new Error('The connection could not be opened')));
    });
    let apart = 0;
    for (let index = 0; index < APART; index++) apart += await piecesOf(1);
    expectControl(apart === APART, `${APART} pieces for ${APART} messages that wait for each other, got ${apart}`);
    const pieces: number[] = [];
    for (let round = 0; round < ROUNDS; round++) pieces.push(await piecesOf(MESSAGES));
    const ordered = pieces.toSorted((a, b) => a - b);
    return {
      value: ordered[Math.floor(ROUNDS / 2)] ?? Number.NaN,
      details: { messages: MESSAGES, 'pieces each time': pieces.join(', '), 'pieces of twenty that wait': apart },
    };
  } finally {
    socket.close();
  }
};
