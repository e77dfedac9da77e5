import type { FieldId } from '../span.ts';
import { ENGINE_IO_FIELDS } from './engine-io.ts';
import type { Field, Fields } from './field.ts';
import { HTTP_FIELDS } from './http.ts';
import { JSON_FIELDS } from './json.ts';
import { SOCKET_IO_FIELDS } from './socket-io.ts';
import { SSE_FIELDS } from './sse.ts';
import { WEBSOCKET_FIELDS } from './websocket.ts';

export type { Clause, Field } from './field.ts';

/** Every field that a span, a bit or a fact may name. */
export const FIELDS: Fields = {
  ...HTTP_FIELDS,
  ...SSE_FIELDS,
  ...WEBSOCKET_FIELDS,
  ...ENGINE_IO_FIELDS,
  ...SOCKET_IO_FIELDS,
  ...JSON_FIELDS,
};

/** What a field is called, what it means, and where that is laid down. One that nobody described goes by its id. */
export function describeField(id: FieldId): Field {
  return FIELDS[id] ?? { name: id.slice(id.indexOf('.') + 1), meaning: 'A field that is not in the dictionary.' };
}
