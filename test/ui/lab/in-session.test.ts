import { describe, expect, it } from 'vitest';
import type { SessionInfo } from '../../../lib/protocol/index.ts';
import { Cancelled } from '../../../lib/ui/faults/scenarios/wait.ts';
import { inSession } from '../../../lib/ui/lab/in-session.ts';
import type { SessionHandle, SessionState } from '../../../lib/ui/lab/session.ts';

const LOST = 'The session ended';

/** A session that the test ends, and lets another take the place of. */
function createSession() {
  const listeners = new Set<() => void>();
  const open = (id: string): SessionState =>
    ({ name: 'open', session: { id } as SessionInfo, count: 1, since: 0 }) as SessionState;
  let state = open('first');
  const handle = {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as SessionHandle;
  const become = (next: SessionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return { handle, become, open, listeners };
}

/** Work that lasts until its signal is aborted, and then fails of that. */
const untilAborted = ({ signal }: { signal: AbortSignal }): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Cancelled('cancelled'))));

describe('inSession', () => {
  it('gives what the work gives, and hears no more of the session', async () => {
    const { handle, listeners } = createSession();
    const abort = new AbortController();
    const result = inSession(
      async () => handle,
      { abort, lost: LOST },
      async ({ lab }) => lab.id,
    );
    expect(await result).toBe('first');
    expect(listeners.size).toBe(0);
  });

  it.each([
    ['ends', ({ become }: ReturnType<typeof createSession>) => become({ name: 'opening' })],
    ['is another one', ({ become, open }: ReturnType<typeof createSession>) => become(open('second'))],
  ])('says that the session was lost when it %s, and ends the work', async (_, change) => {
    const session = createSession();
    const abort = new AbortController();
    const result = inSession(
      async () => session.handle,
      { abort, lost: LOST },
      (stage) => {
        queueMicrotask(() => change(session));
        return untilAborted(stage);
      },
    );
    await expect(result).rejects.toThrow(LOST);
    expect(session.listeners.size).toBe(0);
  });

  it('says so even of work that takes its signal for a good end', async () => {
    const session = createSession();
    const abort = new AbortController();
    const result = inSession(
      async () => session.handle,
      { abort, lost: LOST },
      async () => {
        session.become({ name: 'opening' });
      },
    );
    await expect(result).rejects.toThrow(LOST);
  });

  it('goes on while the same session changes something', async () => {
    const session = createSession();
    const result = inSession(
      async () => session.handle,
      { abort: new AbortController(), lost: LOST },
      async () => {
        session.become({ ...session.open('first') });
        return 'done';
      },
    );
    expect(await result).toBe('done');
  });

  it('is cancelled while it still waits for a session, and does not begin', async () => {
    const abort = new AbortController();
    let hasBegun = false;
    const result = inSession(
      () => new Promise<never>(() => undefined),
      { abort, lost: LOST },
      async () => {
        hasBegun = true;
      },
    );
    abort.abort();
    await expect(result).rejects.toThrow(Cancelled);
    expect(hasBegun).toBe(false);
  });

  it('passes on what the work says of its own failure', async () => {
    const { handle, listeners } = createSession();
    const abort = new AbortController();
    const result = inSession(
      async () => handle,
      { abort, lost: LOST },
      async () => {
        throw new Error('its own');
      },
    );
    await expect(result).rejects.toThrow('its own');
    expect(listeners.size).toBe(0);
  });
});
