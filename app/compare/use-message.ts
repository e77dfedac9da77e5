import { useCallback, useState } from 'react';
import type { TransportId } from '../../lib/protocol/index.ts';
import type { CompareBench } from './use-bench.ts';

/** The longest message: what fits into the table of arrivals. */
export const MESSAGE_MAX_CHARACTERS = 80;

/** The text that the reader is about to publish. */
export interface Message {
  text: string;
  setText: (text: string) => void;
  publish: (over: TransportId) => void;
}

/** Holds the message; an empty one is published as `hello`, so that one key is enough to see something arrive. */
export function useMessage(bench: CompareBench): Message {
  const [text, setText] = useState('');
  const publish = useCallback(
    (over: TransportId) => bench.publish(over, text.trim() === '' ? 'hello' : text.trim()),
    [bench, text],
  );
  return { text, setText, publish };
}
