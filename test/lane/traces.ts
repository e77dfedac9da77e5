import type { LabEvent } from '../../lib/protocol/index.ts';
import type { Trace } from '../../lib/transports/transport.ts';

/** A request and its answer as a client reports them, with the server half-way between. */
export function exchange(
  id: number,
  times: { at: number; holdMs?: number; wayMs?: number; events?: number; status?: number; stamped?: boolean },
): [Extract<Trace, { kind: 'request' }>, Extract<Trace, { kind: 'response' }>] {
  const { at, holdMs = 0, wayMs = 1, events = 0, status = 200, stamped = true } = times;
  const server = { receivedAt: at + wayMs, sentAt: at + wayMs + holdMs };
  return [
    { kind: 'request', at, exchange: id, label: 'GET' },
    {
      kind: 'response',
      at: at + 2 * wayMs + holdMs,
      exchange: id,
      label: `${events} events`,
      status,
      events,
      ...(stamped ? { server } : {}),
    },
  ];
}

/** A message as a client reports it. */
export function message(at: number, more: Partial<Extract<Trace, { kind: 'message' }>> = {}): Trace {
  return { kind: 'message', at, direction: 'down', label: 'tick', ...more };
}

/** An event of the lab. */
export function event(seq: number, at: number): LabEvent {
  return { topic: 't', seq, type: 'tick', at, data: null };
}
