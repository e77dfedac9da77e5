import type { Toxics } from '../../protocol/index.ts';

/** What an edge can do to the clients that are tested. */
export const FAULT_KINDS = ['none', 'latency', 'slicer', 'drop', 'silence'] as const;

/** One of them. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The hands on the edge of the transport `websocket`. */
export interface Edge {
  setToxics(toxics: Toxics): Promise<unknown>;
  /** Lets nothing more pass over what is connected, and ends nothing. */
  silence(): Promise<unknown>;
}

/** A fault as a test uses it. */
export interface Fault {
  /** Whether a client has to connect again after it. */
  readonly interrupts: boolean;
  /** From the beginning. */
  begin(): Promise<void>;
  /** In the middle. */
  strike(): Promise<void>;
  /** Lets clients connect again. */
  heal(): Promise<void>;
  /** Has the edge take what a client sends, and keep the answer back, where the fault can do that. */
  holdAnswers?(): Promise<void>;
}

const BOTH = (stream: Toxics['upstream']): Toxics => ({
  ...(stream && { upstream: stream, downstream: stream }),
});

/** Makes a fault over an edge. */
export function createFault(kind: FaultKind, edge: Edge): Fault {
  const set = async (toxics: Toxics): Promise<void> => void (await edge.setToxics(toxics));
  const nothing = async (): Promise<void> => undefined;
  const still: Fault = { interrupts: false, begin: () => set({}), strike: nothing, heal: nothing };
  switch (kind) {
    case 'none':
      return still;
    case 'latency':
      return { ...still, begin: () => set(BOTH({ latency: { latency: 60, jitter: 30 } })) };
    case 'slicer':
      return { ...still, begin: () => set(BOTH({ slicer: { average_size: 3, size_variation: 2, delay: 300 } })) };
    // #region drop
    case 'drop':
      return {
        interrupts: true,
        begin: () => set({}),
        // Resets what is connected, and refuses what comes, until it is healed.
        strike: () => set({ down: true }),
        heal: () => set({}),
        holdAnswers: () => set({ downstream: { bandwidth: { rate: 0 } } }),
      };
    // #endregion drop
    case 'silence':
      return { ...still, interrupts: true, strike: async () => void (await edge.silence()) };
  }
}
