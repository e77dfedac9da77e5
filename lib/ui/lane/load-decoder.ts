import type { CreateConnectionDecoder } from '../../wire/index.ts';

/** Loads the decoder of connections: a page that counts bytes shows its numbers before it has it. */
export async function loadDecoder(): Promise<CreateConnectionDecoder> {
  return (await import('../../wire/index.ts')).createConnectionDecoder;
}
