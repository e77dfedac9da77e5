import type { CreateConnectionDecoder } from '../../wire/index.ts';

/** Loads what reads bytes into entries: only a figure that is used needs it. */
export async function loadDecoder(): Promise<CreateConnectionDecoder> {
  return (await import('../../wire/index.ts')).createConnectionDecoder;
}
