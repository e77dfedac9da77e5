import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { maskedFrame } from '../raw-socket.ts';
import { startVictim } from '../victim.ts';

/** A server that reads `message.type`, in plain JavaScript. @param check what it asks of a message before that */
const reading = (check: string): string => `
  socket.on('error', () => {});
  socket.on('message', (data) => {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return socket.terminate();
    }
    ${check}
    if (message.type === 'note') socket.send('noted');
  });
`;

const CHECK = "if (typeof message !== 'object' || message === null) return socket.terminate();";

export const measure: LabMeasure = async ({ signal }) => {
  const trusting = await startVictim(reading(''), signal);
  const careful = await startVictim(reading(CHECK), signal);
  try {
    for (const each of [trusting, careful]) {
      expectControl(!(await each.hit(textFrame('nul'))), 'what is no JSON to be caught');
    }
    const [trustingEnded, carefulEnded] = [await trusting.hit(textFrame('null')), await careful.hit(textFrame('null'))];
    return {
      // The other way round, it would not be the check that makes the difference.
      value: carefulEnded && !trustingEnded ? -1 : Number(trustingEnded) + Number(carefulEnded),
      details: { 'without a check': told(trustingEnded), 'with a check': told(carefulEnded) },
    };
  } finally {
    trusting.close();
    careful.close();
  }
};

/** A text in one frame. */
const textFrame = (text: string): Uint8Array => maskedFrame(0x81, Buffer.from(text));

const told = (isEnded: boolean): string => (isEnded ? 'the process ended' : 'still answers');
