import type { FieldId } from '../span.ts';
export function headerField(name: string): FieldId {
  return name === '' ? 'http.header' : 'http.header';
}
