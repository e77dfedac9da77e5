import { isPosition, isRecord } from '../../protocol/index.ts';

/** How a tab stands. */
export interface TabReport {
  /** A name of its own. */
  readonly tab: string;
  readonly role: 'follower' | 'leader';
  /** The newest event that it has; 0 before the first. */
  readonly seq: number;
  /** How many it has had. */
  readonly events: number;
  /** How many it should have had besides: holes in the numbers. */
  readonly missing: number;
}

/** What the tabs of a group say to each other, and to whoever watches. */
export type TabMessage =
  /** The leader passes on what its connection brings. */
  | { kind: 'event'; tab: string; seq: number }
  | ({ kind: 'report' } & TabReport)
  /** Somebody wants to know who is there. */
  | { kind: 'who' }
  | { kind: 'gone'; tab: string };

/** Reads a message of a channel, which any page of this origin can write to; `undefined` where it is none of ours. */
export function readTabMessage(value: unknown): TabMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, tab, seq, role, events, missing } = value;
  if (kind === 'who') return { kind };
  if (typeof tab !== 'string' || tab.length > 32) return undefined;
  if (kind === 'gone') return { kind, tab };
  if (!isPosition(seq)) return undefined;
  if (kind === 'event') return { kind, tab, seq };
  if (kind !== 'report' || !isPosition(events) || !isPosition(missing)) return undefined;
  if (role !== 'follower' && role !== 'leader') return undefined;
  return { kind, tab, role, seq, events, missing };
}
