import { describe, expect, it } from 'vitest';
import { type Counts, NO_COUNTS, type Steps, verdictOf } from '../../../lib/ui/hook-leaks/counts.ts';

const counted = (change: Partial<Counts>): Counts => ({ ...NO_COUNTS, ...change });
const mounted: Steps = { isMounted: true, due: 1, isStopped: false };
const unmounted: Steps = { ...mounted, isMounted: false };
const kindOf = (counts: Counts, steps: Steps) => verdictOf(counts, steps, true).kind;

describe('what the counts of a hook mean', () => {
  it('says nothing before something was mounted, or while something still changes', () => {
    expect(kindOf(NO_COUNTS, { isMounted: false, due: 0, isStopped: false })).toBe('none');
    expect(verdictOf(counted({ edgeOpen: 3 }), unmounted, false).kind).toBe('none');
  });

  it('is good with one connection for one component, and with none for none', () => {
    const one = counted({ edgeMade: 1, sockets: 1, events: 50, used: 50, renders: 9 });
    expect(kindOf({ ...one, edgeOpen: 1 }, mounted)).toBe('good');
    expect(kindOf(one, unmounted)).toBe('good');
  });

  it('calls a leak what is open while nothing is mounted', () => {
    const { kind, text } = verdictOf(counted({ edgeOpen: 1, edgeMade: 1, sockets: 1 }), unmounted, true);
    expect([kind, text]).toEqual(['bad', 'Nothing is there any more, and 1 connection is open.']);
  });

  it('calls a leak what is open beside the one of the component', () => {
    expect(verdictOf(counted({ edgeOpen: 2, sockets: 2 }), { ...mounted, due: 2 }, true).text).toBe(
      'One component is there, and 2 connections are open.',
    );
  });

  it('counts sockets that nobody asked for, though they are closed again', () => {
    expect(kindOf(counted({ sockets: 5, edgeMade: 5, edgeOpen: 1 }), mounted)).toBe('bad');
    expect(kindOf(counted({ sockets: 2, edgeMade: 2, edgeOpen: 1 }), { ...mounted, due: 2 })).toBe('good');
  });

  it('allows another socket for each that was lost, and misses one that is not there', () => {
    expect(kindOf(counted({ sockets: 2, lost: 1, edgeMade: 2, edgeOpen: 1 }), mounted)).toBe('good');
    expect(verdictOf(counted({ sockets: 1, lost: 1, edgeMade: 1 }), mounted, true).text).toBe(
      'One component is there, and no connection.',
    );
  });

  it('compares the events that came with those that were used', () => {
    const { text } = verdictOf(counted({ edgeOpen: 1, sockets: 1, events: 50, used: 7 }), mounted, true);
    expect(text).toBe('Of 50 events that came, it used 7.');
  });

  it('says so when a version had to be stopped', () => {
    expect(verdictOf(counted({ sockets: 41 }), { ...unmounted, isStopped: true }, true).text).toContain('unmounted it');
  });
});
