import type { StreamToxics } from '../../../../lib/protocol/index.ts';
import { Exchanges } from '../../../../servers/edge/toxics/exchanges.ts';
import { Pipeline } from '../../../../servers/edge/toxics/pipeline.ts';
import type { End } from '../../../../servers/edge/toxics/stage.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** The toxics of one direction with a hand on their time, their chance, and what they end in. */
export interface Pipe {
  readonly pipeline: Pipeline;
  readonly clock: ManualClock;
  readonly exchanges: Exchanges;
  /** The pieces that came out, and when. */
  readonly pieces: { text: string; at: number }[];
  text(): string;
  /** How the direction, or all of the connection, has ended. */
  readonly ends: { what: End | 'cut fin' | 'cut rst'; at: number }[];
  /** Whether the destination takes more. */
  isOpen: boolean;
  write(text: string): void;
}

/** Makes the toxics of one direction. */
export function createPipe(toxics: StreamToxics = {}, random: () => number = () => 0.5): Pipe {
  const clock = createManualClock();
  const exchanges = new Exchanges();
  const pieces: Pipe['pieces'] = [];
  const ends: Pipe['ends'] = [];
  const destination = {
    hasRoom: () => pipe.isOpen,
    write: (bytes: Buffer) => void pieces.push({ text: bytes.toString('latin1'), at: clock.now() }),
    end: (how: End) => void ends.push({ what: how, at: clock.now() }),
  };
  const cut = (how: End) => {
    ends.push({ what: `cut ${how}`, at: clock.now() });
    pipeline.close();
  };
  const pipeline = new Pipeline(destination, { clock, random, cut, moved: () => undefined }, exchanges.answers);
  const pipe: Pipe = {
    pipeline,
    clock,
    exchanges,
    pieces,
    text: () => pieces.map(({ text }) => text).join(''),
    ends,
    isOpen: true,
    write: (text) => pipeline.write(Buffer.from(text, 'latin1')),
  };
  pipeline.set(toxics);
  return pipe;
}
