import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

const EVERY_MS = 2;

/** A topic whose events are numbers. A message `after <n>` subscribes from there, and any other from the next on. */
export const stage: Stage = async (context) => {
  const readers = new Set<(seq: number) => void>();
  let newest = 0;
  const timer = setInterval(() => {
    newest++;
    for (const read of readers) read(newest);
  }, EVERY_MS);
  const { close, ...rest } = await startSocketStage(context, (socket) => {
    const read = (seq: number): void => socket.send(String(seq));
    socket.on('message', (data) => {
      const after = /^after (\d+)$/.exec(String(data))?.[1];
      for (let seq = after === undefined ? newest + 1 : Number(after) + 1; seq <= newest; seq++) read(seq);
      readers.add(read);
    });
    socket.on('close', () => readers.delete(read));
  });
  return {
    ...rest,
    close() {
      clearInterval(timer);
      return close();
    },
  };
};
