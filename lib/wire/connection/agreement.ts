import { fieldValue, type FieldLine } from '../http/head.ts';
import type { Direction } from '../../protocol/index.ts';

/** What follows an upgrade: a WebSocket and what it agreed on, or something else that nothing here can read. */
export type Agreement =
  | {
      readonly protocol: 'websocket';
      readonly deflate?: Readonly<Record<Direction, Deflate>>;
      readonly isEngineIo: boolean;
    }
  | { readonly protocol: 'unknown' };

/** How one direction is compressed. */
export interface Deflate {
  readonly noContextTakeover: boolean;
  readonly windowBits: number;
}

/** What a server has agreed to about compression. @see RFC 7692 section 7.1 */
export function agreedDeflate(fields: readonly FieldLine[]): Readonly<Record<Direction, Deflate>> | undefined {
  for (const extension of (fieldValue(fields, 'sec-websocket-extensions') ?? '').split(',')) {
    const [name = '', ...parameters] = extension.split(';').map((part) => part.trim().toLowerCase());
    if (name !== 'permessage-deflate') continue;
    return { up: deflateOf(parameters, 'client'), down: deflateOf(parameters, 'server') };
  }
  return undefined;
}

function deflateOf(parameters: readonly string[], side: 'client' | 'server'): Deflate {
  const bits = parameters
    .map((parameter) => /^(\w+?)\s*=\s*"?(\d+)"?$/.exec(parameter))
    .find((match) => match?.[1] === `${side}_max_window_bits`)?.[2];
  const windowBits = Number(bits ?? 15);
  return {
    noContextTakeover: parameters.includes(`${side}_no_context_takeover`),
    windowBits: windowBits >= 8 && windowBits <= 15 ? windowBits : 15,
  };
}
