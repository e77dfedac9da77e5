/**
 * From which latency on an event counts as late, in milliseconds. An event that a poll of every second fetches is up to a
 * second old without anything being wrong; what is older than two was held up.
 */
export const LATE_MS = 2_000;

/** How many outages are remembered singly; older ones stay in the totals. */
export const OUTAGES_KEPT = 32;

/** One time without delivery. All moments are on the reader's clock, in milliseconds. */
export interface Outage {
  /** When it began: with the fault, or else with the loss of the connection. */
  from: number;
  /** Whether a fault was set or done at `from`; otherwise the connection was lost without one. */
  byFault: boolean;
  /** When the client first saw that something was wrong: its connection left `open`. `undefined`: it never did. */
  noticedAt: number | undefined;
  /** When the connection was last open again, after it had been noticed. */
  reopenedAt: number | undefined;
  /** When delivery went on. `undefined` while it lasts. */
  recoveredAt: number | undefined;
}

/** What is known of the interruptions of one reader. */
export interface RecoverySummary {
  /** Events that arrived more than the bound after they were published, where that could be measured. */
  late: number;
  /** The bound, in milliseconds. */
  lateMs: number;
  /** The largest latency of an event since the numbers began, in milliseconds. */
  worstMs: number | undefined;
  /** Outages since the numbers began, the present one included. */
  count: number;
  /** The longest that delivery took to go on, in milliseconds, of the outages that are over. */
  longestMs: number | undefined;
  /** The latest outages, oldest first. */
  outages: readonly Outage[];
  /** The outage that lasts now. */
  current: Outage | undefined;
}

/** Measures how a reader gets over faults and lost connections. */
export interface Recovery {
  /**
   * Something was done to the connection at `at`. It counts as an outage if delivery was held up by it: if the client lost
   * its connection, or if the first event that was published afterwards came late.
   */
  fault(at: number): void;
  /** The connection was open and is no more. */
  lost(at: number): void;
  /** The server has answered again. */
  opened(at: number): void;
  /** The reader itself let go of the connection, to make another: no outage. */
  left(): void;
  /**
   * An event arrived for the first time.
   *
   * @param publishedAt - on the reader's clock; `undefined` where the offset of the clocks is not known
   */
  delivered(at: number, publishedAt: number | undefined): void;
  summary(): RecoverySummary;
}

/** How a measurement of recovery begins. */
export interface RecoveryOptions {
  /** From which latency on an event counts as late. @default LATE_MS */
  lateMs?: number;
  /** Whether the connection is open already. @default false */
  open?: boolean;
}

// #region recovery
/**
 * Makes a measurement of outages that begins now.
 *
 * After a fault an event may still arrive that was on its way before it, and a half-open connection looks open for as long
 * as nobody asks. So an outage by a fault is over with the first event that was *published* after the fault: it has come
 * by a way that works. An outage by a lost connection is over with the first event after that. In both cases the time
 * includes the wait for an event to be published, so at a low rate it is an upper bound.
 *
 * It keeps {@link OUTAGES_KEPT} outages and some counts, however long it runs.
 */
export function createRecovery({ lateMs = LATE_MS, open: isOpen = false }: RecoveryOptions = {}): Recovery {
  const outages: Outage[] = [];
  let current: Outage | undefined;
  let count = 0;
  let late = 0;
  let worstMs: number | undefined;
  let longestMs: number | undefined;
  let open = isOpen;

  function begin(at: number, byFault: boolean): Outage {
    current = { from: at, byFault, noticedAt: undefined, reopenedAt: undefined, recoveredAt: undefined };
    return current;
  }

  /** An outage by a fault is one only when something came of the fault; until then it is not counted. */
  const isCounted = (outage: Outage): boolean => !outage.byFault || outage.noticedAt !== undefined;

  function finish(outage: Outage, at: number): void {
    outage.recoveredAt = at;
    longestMs = Math.max(longestMs ?? 0, at - outage.from);
    outages.push(outage);
    if (outages.length > OUTAGES_KEPT) outages.shift();
    count++;
  }

  return {
    fault(at) {
      if (current === undefined) begin(at, true);
    },
    lost(at) {
      if (!open) return;
      open = false;
      const outage = current ?? begin(at, false);
      outage.noticedAt ??= at;
      outage.reopenedAt = undefined;
    },
    opened(at) {
      open = true;
      if (current?.noticedAt !== undefined) current.reopenedAt = at;
    },
    left() {
      open = false;
    },
    delivered(at, publishedAt) {
      const latencyMs = publishedAt === undefined ? undefined : at - publishedAt;
      const isLate = latencyMs !== undefined && latencyMs > lateMs;
      if (isLate) late++;
      if (latencyMs !== undefined && latencyMs > (worstMs ?? Number.NEGATIVE_INFINITY)) worstMs = latencyMs;

      const outage = current;
      if (outage === undefined || at < outage.from) return;
      if (outage.noticedAt !== undefined) {
        if (!open) return;
      } else if (publishedAt !== undefined && publishedAt < outage.from) return;
      current = undefined;
      if (isCounted(outage) || isLate) finish(outage, at);
    },
    summary() {
      const counted = current !== undefined && isCounted(current);
      return {
        late,
        lateMs,
        worstMs,
        count: count + (counted ? 1 : 0),
        longestMs,
        outages: outages.map((outage) => ({ ...outage })),
        current: current && { ...current },
      };
    },
  };
}
// #endregion recovery
