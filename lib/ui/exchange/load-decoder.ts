import type { CreateConnectionDecoder } from '../../wire/index.ts';

/** Loads what reads bytes into entries: only a figure that is used needs it. */
export async function loadDecoder(): Promise<CreateConnectionDecoder> {
  const wire: object = await import('../../wire/index.ts');
  const create: unknown = Reflect.get(wire, 'createConnectionDecoder');
  if (typeof create !== 'function') throw new Error('The decoder could not be loaded');
  return create as CreateConnectionDecoder;
}
