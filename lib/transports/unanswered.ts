import type { Loss } from './failure.ts';
import { TransportError } from './transport.ts';

interface Waiting {
  chars: number;
  resolve: (seq: number) => void;
  reject: (error: Loss | TransportError) => void;
}

/** The publishes that were sent over one socket and have no answer yet, by their ids. */
export interface Unanswered {
  /** Fulfils or rejects with the answer to the publish `id`, whose message has `chars` characters. */
  wait(id: string, chars: number): Promise<number>;
  resolve(id: string, seq: number): void;
  reject(id: string, error: Loss | TransportError): void;
  /** Nothing that was sent will be answered any more. */
  lose(error: Loss): void;
  /**
   * The socket was closed over a message that was too large, and the close does not say over which: it was the largest.
   *
   * @returns whether there was any
   */
  blameLargest(): boolean;
}

/** Makes an empty list of unanswered publishes. */
export function createUnanswered(): Unanswered {
  const waiting = new Map<string, Waiting>();

  function take(id: string): Waiting | undefined {
    const entry = waiting.get(id);
    waiting.delete(id);
    return entry;
  }

  return {
    wait: (id, chars) => new Promise((resolve, reject) => waiting.set(id, { chars, resolve, reject })),
    resolve: (id, seq) => take(id)?.resolve(seq),
    reject: (id, error) => take(id)?.reject(error),
    lose(error) {
      for (const id of waiting.keys()) take(id)?.reject(error);
    },
    blameLargest() {
      const [largest] = [...waiting].sort(([, a], [, b]) => b.chars - a.chars);
      if (largest === undefined) return false;
      take(largest[0])?.reject(new TransportError('too-large', 'The server ended the connection over its size'));
      return true;
    },
  };
}
