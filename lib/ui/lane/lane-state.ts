import type { TransportId } from '../../protocol/index.ts';
import { formatMs } from './format.ts';
import type { LaneNumbers } from './lane-session.ts';

/** How long a lane may be connecting before its reader is told what may be the reason, in milliseconds. */
export const SLOW_CONNECT_MS = 3_000;

const BY_FETCH: ReadonlySet<TransportId> = new Set(['polling', 'long-polling', 'sse']);

/** A state in the words of a status line. */
export interface StateText {
  /** One or two words. */
  name: string;
  /** The reason, the next try or the pace; empty where there is nothing to add. */
  detail: string;
  tone: 'good' | 'calm' | 'bad';
}

/** Says in words how a lane stands at `now`. */
export function describeState(numbers: LaneNumbers, now: number): StateText {
  const { state } = numbers;
  switch (state.name) {
    case 'idle':
      return { name: 'idle', detail: '', tone: 'calm' };
    case 'connecting':
      return {
        name: 'connecting',
        detail: isStuck(numbers, now) ? whyStuck(numbers.transport) : whatNext(numbers, state.attempt),
        tone: 'calm',
      };
    case 'open':
      return { name: 'open', detail: resetText(numbers), tone: 'good' };
    case 'waiting': {
      const seconds = Math.max(0, (state.retryAt - now) / 1_000).toFixed(1);
      return { name: 'waiting', detail: `${state.reason}; try ${state.attempt + 1} in ${seconds} s`, tone: 'bad' };
    }
    case 'closed':
      return { name: 'closed', detail: '', tone: 'calm' };
    case 'failed':
      return { name: 'failed', detail: state.reason, tone: 'bad' };
  }
}

/** A long poll on a quiet topic has no answer for as long as the server may hold it, and nothing is wrong. */
const patienceMs = ({ transport, pacing }: LaneNumbers): number => (transport === 'long-polling' ? pacing.waitMs : 0);

function isStuck(numbers: LaneNumbers, now: number): boolean {
  return now - numbers.stateSince > patienceMs(numbers) + SLOW_CONNECT_MS;
}

function whatNext(numbers: LaneNumbers, attempt: number): string {
  if (attempt > 1 || patienceMs(numbers) === 0) return `attempt ${attempt}`;
  return `asked; the answer may be held for ${formatMs(patienceMs(numbers) / 1_000)} s`;
}

/**
 * A browser opens six HTTP/1.1 connections to one host and port, shared by all its tabs; the seventh request waits
 * without an error.
 */
function whyStuck(transport: TransportId): string {
  return BY_FETCH.has(transport)
    ? 'no answer yet. A browser opens six HTTP/1.1 connections to one address for all its tabs: others may hold them'
    : 'no answer yet from the server';
}

function resetText({ reset }: LaneNumbers): string {
  if (reset === undefined) return '';
  return reset.cause === 'log'
    ? 'the lab was restarted: positions count anew'
    : `events up to ${reset.newest} were no longer kept`;
}
