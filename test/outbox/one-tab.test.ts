import { describe, expect, it } from 'vitest';
import { inOneTab, type Locks } from '../../lib/outbox/one-tab.ts';

/** Locks as the platform gives them: one holder of a name, the rest in the order of their asking. */
function createLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: ((_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
      const turn = last.then(() => (signal.aborted ? undefined : work()));
      last = turn.catch(() => undefined);
      return turn;
    }) as Locks['request'],
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Works until it is told to end. */
function worker(log: string[], name: string) {
  return (signal: AbortSignal) => {
    log.push(`${name} works`);
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  };
}

describe('inOneTab', () => {
  it('lets one work, and the next when that has ended', async () => {
    const [locks, log] = [createLocks(), [] as string[]];
    const end = inOneTab('queue', worker(log, 'one'), locks);
    inOneTab('queue', worker(log, 'two'), locks);
    await settled();
    expect(log).toEqual(['one works']);
    end();
    await settled();
    expect(log).toEqual(['one works', 'two works']);
  });

  it('lets go of a place in the queue', async () => {
    const [locks, log] = [createLocks(), [] as string[]];
    const end = inOneTab('queue', worker(log, 'one'), locks);
    inOneTab('queue', worker(log, 'two'), locks)();
    await settled();
    end();
    await settled();
    expect(log).toEqual(['one works']);
  });

  it('works in every tab where there are no locks', async () => {
    const log: string[] = [];
    const ends = ['one', 'two'].map((name) => inOneTab('queue', worker(log, name), undefined));
    await settled();
    expect(log).toEqual(['one works', 'two works']);
    for (const end of ends) end();
  });
});
