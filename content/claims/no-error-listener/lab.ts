import type { LabMeasure } from '../claim.ts';
import { startVictim } from '../victim.ts';

/** A final text frame of two bytes without a mask: legal from a server, never from a client. */
const UNMASKED = Uint8Array.of(0x81, 0x02, 0x68, 0x69);

export const measure: LabMeasure = async ({ signal }) => {
  const bare = await startVictim('socket.on("message", () => {});', signal);
  const listening = await startVictim('socket.on("error", () => {}); socket.on("message", () => {});', signal);
  try {
    const [bareEnded, listeningEnded] = [await bare.hit(UNMASKED), await listening.hit(UNMASKED)];
    return {
      // The other way round, it would not be the listener that makes the difference.
      value: listeningEnded && !bareEnded ? -1 : Number(bareEnded) + Number(listeningEnded),
      details: { 'without a listener': told(bareEnded), 'with a listener': told(listeningEnded) },
    };
  } finally {
    bare.close();
    listening.close();
  }
};

const told = (isEnded: boolean): string => (isEnded ? 'the process ended' : 'still answers');
