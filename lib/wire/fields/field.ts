import type { FieldId } from '../span.ts';

/** What a field is, for people. */
export interface Field {
  /** A few words: `masking key`. */
  readonly name: string;
  /** One sentence. */
  readonly meaning: string;
  /** Where that is laid down. Absent for what no standard speaks of. */
  readonly clause?: Clause;
}

/** A place in a standard: `RFC 6455 section 5.2`. */
export interface Clause {
  readonly title: string;
  readonly url: string;
}

/** The fields of a layer by their ids. */
export type Fields = Readonly<Partial<Record<FieldId, Field>>>;
