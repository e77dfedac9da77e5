import { isRecord } from '../../protocol/index.ts';
import type { CapturedEntry } from '../exchange/captured.ts';

/** What was captured of one kind. */
export interface KindCost {
  readonly messages: number;
  /** With frame headers, or the whole head of a handshake. */
  readonly bytes: number;
}

/** What the edge counts of signalling, by what it was for. */
export interface SignallingCost {
  readonly handshakes: KindCost;
  readonly descriptions: KindCost;
  readonly candidates: KindCost;
  /** Subscribing, acknowledgements, and the answers to both. */
  readonly service: KindCost;
  readonly total: KindCost;
}

/** Sums up what the edge has captured. Round trips over the same connections are left out. */
export function countSignalling(entries: readonly CapturedEntry[]): SignallingCost {
  const sums = { handshakes: none(), descriptions: none(), candidates: none(), service: none(), total: none() };
  for (const { entry } of entries) {
    const kind = kindOf(entry);
    if (kind === undefined) continue;
    for (const sum of [sums[kind], sums.total]) {
      sum.messages++;
      sum.bytes += entry.end - entry.start;
    }
  }
  return sums;
}

function none(): { messages: number; bytes: number } {
  return { messages: 0, bytes: 0 };
}

function kindOf(entry: CapturedEntry['entry']): Exclude<keyof SignallingCost, 'total'> | undefined {
  if (entry.kind === 'request' || entry.kind === 'response') return 'handshakes';
  if (entry.kind !== 'frame') return 'service';
  const message = messageOf(entry);
  // An acknowledgement names the publish by its id, which begins with what it was for.
  const id = typeof message.id === 'string' ? message.id : '';
  if (/^(trip|back)\b/.test(id) || message.type === 'trip' || message.type === 'back') return undefined;
  if (message.type === 'description') return 'descriptions';
  return message.type === 'candidate' ? 'candidates' : 'service';
}

function messageOf({ layers }: CapturedEntry['entry']): Record<string, unknown> {
  const content = layers.find(({ name }) => name === 'websocket')?.content;
  try {
    const message: unknown = content === undefined ? undefined : JSON.parse(new TextDecoder().decode(content.bytes));
    return isRecord(message) ? message : {};
  } catch {
    return {};
  }
}
