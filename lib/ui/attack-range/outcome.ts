import { isRecord } from '../../protocol/index.ts';
import type { Entry } from '../../wire/index.ts';

/** What came back, counted. */
export interface Outcome {
  /** Each kind of answer with how often it came, in the order in which they came first. */
  readonly answers: readonly { text: string; count: number }[];
  /** The first wait that the server asked for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The data of the last event, as the server sent it on. */
  readonly event?: string;
}

/** Counts what a server answered, leaving out that it accepted the handshake where more came. */
export function outcomeOf(entries: readonly Entry[]): Outcome {
  const counts = new Map<string, number>();
  let retryAfterMs: number | undefined;
  let event: string | undefined;
  for (const entry of entries) {
    if (entry.direction !== 'down') continue;
    const message = messageOf(entry);
    const text = message === undefined ? entry.title : sayMessage(message);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (typeof message?.retryAfterMs === 'number') retryAfterMs ??= message.retryAfterMs;
    if (message?.op === 'event' && typeof message.data === 'string') event = message.data;
  }
  const answers = [...counts].map(([text, count]) => ({ text, count }));
  const beyond = answers.filter(({ text }) => !text.startsWith('101'));
  return {
    answers: beyond.length > 0 ? beyond : answers,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(event === undefined ? {} : { event }),
  };
}

/** An outcome in a line. */
export function sayOutcome({ answers, retryAfterMs }: Outcome): string {
  if (answers.length === 0) return 'no answer';
  const told = answers.map(({ text, count }) => (count === 1 ? text : `${count} × ${text}`)).join(', ');
  return retryAfterMs === undefined ? told : `${told}, retryAfterMs ${retryAfterMs}`;
}

function sayMessage({ op, code }: Record<string, unknown>): string {
  return typeof code === 'string' ? `${String(op)} ${code}` : String(op);
}

/** A text frame’s message. */
function messageOf({ kind, layers }: Entry): Record<string, unknown> | undefined {
  const [layer] = layers;
  if (kind === 'control' || layer?.name !== 'websocket' || layer.content === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(layer.content.bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
