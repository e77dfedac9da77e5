import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_IO_FIELDS } from '../../../lib/wire/fields/engine-io.ts';
import type { Field } from '../../../lib/wire/fields/field.ts';
import { JSON_FIELDS } from '../../../lib/wire/fields/json.ts';
import { SOCKET_IO_FIELDS } from '../../../lib/wire/fields/socket-io.ts';
import { WEBSOCKET_FIELDS } from '../../../lib/wire/fields/websocket.ts';

const WIRE = join(import.meta.dirname, '../../../lib/wire');
const LAYERS: [string, Readonly<Record<string, Field | undefined>>][] = [
  ['websocket', WEBSOCKET_FIELDS],
  ['engine-io', ENGINE_IO_FIELDS],
  ['socket-io', SOCKET_IO_FIELDS],
];

/** The ids of a layer that its decoder writes out. */
function written(layer: string): string[] {
  const sources = readdirSync(join(WIRE, layer)).map((file) => readFileSync(join(WIRE, layer, file), 'utf8'));
  return [...new Set(sources.join('\n').match(new RegExp(`(?<=')${layer}\\.[a-z0-9-]+(?=')`, 'g')))].sort();
}

describe.each(LAYERS)('the fields of %s', (layer, fields) => {
  it('are all in the dictionary', () => {
    expect(written(layer).length).toBeGreaterThan(5);
    expect(written(layer).filter((id) => fields[id] === undefined)).toEqual([]);
  });
});

describe('a field', () => {
  it('has a name, one sentence, and a place in a standard, its own data aside', () => {
    for (const [id, field] of [
      ...LAYERS.flatMap(([, fields]) => Object.entries(fields)),
      ...Object.entries(JSON_FIELDS),
    ]) {
      expect(field?.name, id).toMatch(/\S/);
      expect(field?.meaning, id).toMatch(/^[A-Z0-9].*[^.]\.$/);
      if (!/^(text|binary|undecodable)\./.test(id)) {
        expect(field?.clause?.url, id).toMatch(
          /^https:\/\/(www\.rfc-editor\.org\/rfc\/rfc\d+#section-[\d.]+|socket\.io\/docs\/v4\/)/,
        );
      }
    }
  });
});
