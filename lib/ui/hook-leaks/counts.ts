/** What is known of one version. A new object with every change. */
export interface Counts {
  /** Connections, as the edge has seen them. */
  readonly edgeMade: number;
  readonly edgeOpen: number;
  /** Calls of `new WebSocket`. */
  readonly sockets: number;
  /** How many of those sockets were lost: whoever makes another for one of them does right. */
  readonly lost: number;
  /** Events that came over all of its sockets. */
  readonly events: number;
  /** Events that the component has done something with. */
  readonly used: number;
  /** Renders that React kept. */
  readonly renders: number;
}

export const NO_COUNTS: Counts = { edgeMade: 0, edgeOpen: 0, sockets: 0, lost: 0, events: 0, used: 0, renders: 0 };

/** What was done with a version, so far. */
export interface Steps {
  /** Whether its component is there now. */
  readonly isMounted: boolean;
  /** How many connections are due by what was done: one a mount, and one a new address. */
  readonly due: number;
  /** Whether it was stopped after {@link FUSE} connections. */
  readonly isStopped: boolean;
}

/** After how many sockets a version is unmounted by the figure. */
export const FUSE = 40;

/** What the counts mean. */
export interface Verdict {
  readonly kind: 'none' | 'good' | 'bad';
  readonly text: string;
}

/**
 * Says what the counts of a version mean, the worst first.
 *
 * @param isSettled whether what was done has had time to take effect: a connection needs some to end
 */
export function verdictOf(counts: Counts, { isMounted, due, isStopped }: Steps, isSettled: boolean): Verdict {
  const { edgeOpen, edgeMade, sockets, lost, events, used } = counts;
  if (due === 0) return { kind: 'none', text: 'Not mounted yet.' };
  if (isStopped && edgeOpen === 0) {
    return { kind: 'bad', text: `${sockets} sockets for ${times(due)}: the figure has unmounted it.` };
  }
  if (!isSettled) return { kind: 'none', text: 'Waiting until nothing changes any more.' };
  const wanted = isMounted ? 1 : 0;
  if (edgeOpen > wanted) {
    const what = isMounted ? 'One component is there' : 'Nothing is there any more';
    return { kind: 'bad', text: `${what}, and ${connections(edgeOpen)} open.` };
  }
  if (sockets > due + lost) {
    return { kind: 'bad', text: `${sockets} sockets for ${times(due)}, ${connections(edgeMade, 'made')}.` };
  }
  if (edgeOpen < wanted) return { kind: 'bad', text: 'One component is there, and no connection.' };
  if (used < events) return { kind: 'bad', text: `Of ${events} events that came, it used ${used}.` };
  return {
    kind: 'good',
    text: isMounted ? 'One component, one connection.' : 'Nothing is there, and nothing is open.',
  };
}

function connections(count: number, made = ''): string {
  if (made !== '') return `${count} ${count === 1 ? 'connection' : 'connections'} ${made}`;
  return count === 1 ? '1 connection is' : `${count} connections are`;
}

function times(due: number): string {
  return due === 1 ? '1 mount or address' : `${due} mounts and addresses`;
}
