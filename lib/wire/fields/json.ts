import type { Clause, Fields } from './field.ts';

const json: Clause = { title: 'RFC 8259 section 2', url: 'https://www.rfc-editor.org/rfc/rfc8259#section-2' };

/** The fields of what the application hands over: JSON, text, bytes. And of what nobody can read. */
export const JSON_FIELDS: Fields = {
  'json.value': {
    name: 'JSON',
    meaning: 'What the application handed over, as a JSON text.',
    clause: json,
  },
  'json.member': {
    name: 'member',
    meaning: 'A name and a value of the object.',
    clause: { title: 'RFC 8259 section 4', url: 'https://www.rfc-editor.org/rfc/rfc8259#section-4' },
  },
  'text.value': {
    name: 'text',
    meaning: 'What the application handed over, as text in UTF-8.',
  },
  'binary.value': {
    name: 'bytes',
    meaning: 'What the application handed over, as bytes that mean something to it alone.',
  },
  'undecodable.bytes': {
    name: 'undecodable',
    meaning: 'Bytes that no rule of the protocol explains; what is wrong stands with the entry.',
  },
};
