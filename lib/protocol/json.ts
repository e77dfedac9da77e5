import { ProtocolError } from './errors.ts';
import { MAX_JSON_DEPTH } from './limits.ts';

/**
 * Parses a received JSON text.
 *
 * Depth is counted on the text before it is parsed, so that a hostile text costs one pass and no recursion.
 *
 * @throws {ProtocolError} `bad-request` when the text is no JSON or is nested deeper than {@link MAX_JSON_DEPTH}
 */
export function parseJson(text: string): unknown {
  if (jsonDepth(text) > MAX_JSON_DEPTH) {
    throw new ProtocolError('bad-request', `Expected JSON nested at most ${MAX_JSON_DEPTH} deep`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError('bad-request', 'Expected a JSON text');
  }
}

/** How deep the arrays and objects of a JSON text are nested; brackets inside strings do not count. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}
