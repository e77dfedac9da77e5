import type { FieldId } from '../../wire/span.ts';

/** What a field is, for people. */
export interface FieldText {
  name: string;
  meaning?: string;
  clause?: { title: string; href: string };
}

/** What the dictionary says of a field; a field that it does not know is called as its id says. */
export function textOfField(field: FieldId): FieldText {
  return { name: field.slice(field.indexOf('.') + 1).replaceAll('-', ' ') };
}
