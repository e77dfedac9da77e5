import type { TransportId } from '../../../protocol/index.ts';
import { formatCount } from '../../lane/format.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { Measured } from './measured.ts';

/** A duration as it is read in a sentence: `0.4 s`, `12.3 s`. */
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const events = (count: number): string => `${formatCount(count)} ${count === 1 ? 'event' : 'events'}`;

/**
 * How each client finds out that nobody is there, where nobody says so.
 *
 * @param holdMs - how long a long poll may be held
 */
export function howNoticed(transport: TransportId, holdMs: number): string {
  switch (transport) {
    case 'polling':
      return 'A poll is given up after 15 s without an answer.';
    case 'long-polling':
      return `A held poll is given up 15 s after the ${seconds(holdMs)} that it may be held: nothing comes meanwhile, dead or not.`;
    case 'sse':
      return 'The server writes a comment every 15 s, and the client gives the stream up after 40 s without a byte.';
    case 'websocket':
      return 'After 30 s without a message the client asks for a sign of life, and gives up 10 s later.';
    case 'socket-io':
      return 'The server pings every 25 s, and the client gives up 45 s after the last ping that it saw.';
  }
}

/**
 * What happened in a lane, in sentences that follow from what was measured and from nothing else.
 *
 * @param about.resume - whether the lane's client goes on from its position
 */
export function explainLane(measured: Measured, about: { fault: FaultKind; resume: boolean; holdMs: number }): string {
  const sentences = [
    noticing(measured, about),
    delivering(measured),
    missing(measured, about.resume),
    repeating(measured),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function noticing(measured: Measured, { fault, holdMs }: { fault: FaultKind; holdMs: number }): string {
  const { noticedMs, recoveredMs, transport, watchedMs, caughtUpMs } = measured;
  const rule = fault === 'half-open' ? ` ${howNoticed(transport, holdMs)}` : '';
  if (noticedMs !== undefined) {
    const back = recoveredMs === undefined ? '' : ` ${seconds(recoveredMs - noticedMs)} after that it delivered again.`;
    return `The client saw ${seconds(noticedMs)} after the fault that its connection was gone.${rule}${back}`;
  }
  if (caughtUpMs !== undefined) return 'The client never lost its connection.';
  return `The client had noticed nothing ${seconds(watchedMs)} after the fault.${rule}`;
}

function delivering({ caughtUpMs, faultMs, watchedMs, worstMs, deliveredDuring, late, lateMs }: Measured): string {
  const since = faultMs > 0 ? 'after the end of the fault' : 'after the fault';
  const during = faultMs > 0 ? ` While the fault was on, ${events(deliveredDuring)} came.` : '';
  const after =
    caughtUpMs === undefined
      ? ` It was not up to date ${seconds(watchedMs - faultMs)} ${since}, when the run ended.`
      : ` It was up to date again ${seconds(caughtUpMs)} ${since}.`;
  const age =
    worstMs === undefined || late === 0
      ? ''
      : ` ${events(late)} came more than ${seconds(lateMs)} after being published, the latest ${seconds(worstMs)}.`;
  return `${during}${after}${age}`.trim();
}

function missing({ lost, skipped, caughtUpMs, late, noticedMs }: Measured, resume: boolean): string {
  if (lost > 0 && !resume) {
    return `${events(lost)} never came: this lane begins anew after a loss, and what was published while it was away it never asks for.`;
  }
  if (lost > 0) return `${events(lost)} never came.`;
  if (skipped > 0) return `${events(skipped)} never came, and the server said so: the log no longer had them.`;
  if (caughtUpMs === undefined) return '';
  if (late > 0 && noticedMs !== undefined && resume)
    return 'Nothing is missing: the log had kept it, and the client asked from the last event that it had.';
  return 'Nothing is missing.';
}

function repeating({ duplicated, reordered }: Measured): string {
  const parts = [
    ...(duplicated > 0 ? [`${events(duplicated)} came twice`] : []),
    ...(reordered > 0 ? [`${events(reordered)} came out of order`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(', and ')}.`;
}
