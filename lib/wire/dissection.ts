import type { ContentSpan } from './content.ts';
import type { Layer, Mentions } from './span.ts';

/** What an inner layer makes of a content that is there as a whole. */
export interface Dissection {
  /** In order, in the offsets of the content, leaving none of its bytes out. */
  readonly spans: readonly ContentSpan[];
  /** From the outside in. */
  readonly layers: readonly Layer[];
  readonly mentions: Mentions;
  /** What is wrong with it, for people. */
  readonly problem?: string;
}

/** What several dissections of one entry mention, without repeats. */
export function joinMentions(all: readonly Mentions[]): Mentions {
  const topics = unique(all.flatMap((mentions) => mentions.topics ?? []));
  const seqs = unique(all.flatMap((mentions) => mentions.seqs ?? []));
  const publishIds = unique(all.flatMap((mentions) => mentions.publishIds ?? []));
  return {
    ...(topics.length > 0 && { topics }),
    ...(seqs.length > 0 && { seqs }),
    ...(publishIds.length > 0 && { publishIds }),
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
