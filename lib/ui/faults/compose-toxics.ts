import type { StreamToxics, Toxics } from '../../protocol/index.ts';
import type { FaultKind } from './fault-kinds.ts';

/** The faults that are on in a lane, with their amounts. */
export type Amounts = Partial<Record<FaultKind, number>>;

/**
 * What the edge has to do for the faults that are on in a lane. Both directions are treated alike, except by a proxy that
 * buffers answers. A fault that is done and over, and a restart, is no business of the edge.
 */
export function composeToxics(on: Amounts): Toxics {
  const both: StreamToxics = {};
  if (on.latency !== undefined || on.jitter !== undefined) {
    const latency = on.latency ?? on.jitter ?? 0;
    both.latency = { latency, ...(on.jitter === undefined ? {} : { jitter: on.jitter }) };
  }
  if (on.stall !== undefined) both.bandwidth = { rate: 0 };
  else if (on.bandwidth !== undefined) both.bandwidth = { rate: on.bandwidth };
  const downstream: StreamToxics =
    on.buffer === undefined ? both : { ...both, buffer: { bytes: Math.round(on.buffer * 1_024) } };
  return {
    ...(on.down === undefined ? {} : { down: true }),
    ...(Object.keys(both).length === 0 ? {} : { upstream: both }),
    ...(Object.keys(downstream).length === 0 ? {} : { downstream }),
  };
}
