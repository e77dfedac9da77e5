import type { Trace } from '../../transports/transport.ts';

/** What went over the network since the numbers began, counted from the client's traces. */
export interface TrafficCounts {
  requests: number;
  /** Answers that brought no event: the price of asking. A 201 answers a publish and is none of them. */
  emptyAnswers: number;
  /** Answers with a status of 400 or more, and requests that got none. */
  failedRequests: number;
  /** Messages that belong to no request, in each direction. */
  messagesUp: number;
  messagesDown: number;
  connected: number;
  disconnected: number;
}

/** Counts traces. */
export interface Traffic {
  count(trace: Trace): void;
  counts(): TrafficCounts;
}

/** Makes a count that begins at zero. */
export function countTraffic(): Traffic {
  const counts: TrafficCounts = {
    requests: 0,
    emptyAnswers: 0,
    failedRequests: 0,
    messagesUp: 0,
    messagesDown: 0,
    connected: 0,
    disconnected: 0,
  };
  return {
    count(trace) {
      switch (trace.kind) {
        case 'request':
          counts.requests++;
          return;
        case 'response':
          if (trace.status === 0 || trace.status >= 400) counts.failedRequests++;
          else if (trace.events === 0 && trace.status !== 201) counts.emptyAnswers++;
          return;
        case 'message':
          if (trace.direction === 'up') counts.messagesUp++;
          else counts.messagesDown++;
          return;
        case 'connected':
          counts.connected++;
          return;
        case 'disconnected':
          counts.disconnected++;
          return;
        case 'connecting':
          return;
      }
    },
    counts: () => ({ ...counts }),
  };
}
