import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuthGate } from '../../../servers/auth/gate.ts';
import { permit } from '../../../servers/auth/permit.ts';
import { Seat } from '../../../servers/auth/seat.ts';

const requestTo = (url: string, headers: Record<string, string> = {}) => ({ url, headers }) as IncomingMessage;

/** A gate whose clock a test moves, together with its timers. */
function createBench(settings: Parameters<typeof createAuthGate>[0] = {}) {
  const gate = createAuthGate(settings, () => Date.now());
  const admit = (url: string, headers?: Record<string, string>) => {
    const request = requestTo(url, headers);
    return gate.admit(request, { mayWait: false }).then(
      () => gate.identityOf(request)?.user,
      (error: { code: string }) => error.code,
    );
  };
  return { gate, admit };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('a ticket', () => {
  it('is good until its time is over, and no longer', async () => {
    const { gate, admit } = createBench({ ticketMs: 1_000 });
    const [one, other] = [gate.issueTicket({ user: 'ada' }), gate.issueTicket({ user: 'ada' })];
    vi.advanceTimersByTime(999);
    expect(await admit(`/events?ticket=${one.ticket}`)).toBe('ada');
    vi.advanceTimersByTime(1);
    expect(await admit(`/events?ticket=${other.ticket}`)).toBe('unauthorized');
  });

  it('is refused to whoever asks for too many', () => {
    const { gate } = createBench();
    for (let count = 0; count < 1_000; count++) gate.issueTicket({ user: 'ada' });
    expect(() => gate.issueTicket({ user: 'ada' })).toThrow('Too many tickets');
  });
});

describe('a token', () => {
  it('is good to the millisecond', async () => {
    const { gate, admit } = createBench({ lifetimeMs: 1_500 });
    const { token } = await gate.sign({ user: 'ada' });
    vi.advanceTimersByTime(1_499);
    expect(await admit('/events', { authorization: `Bearer ${token}` })).toBe('ada');
    vi.advanceTimersByTime(1);
    expect(await admit('/events', { authorization: `Bearer ${token}` })).toBe('unauthorized');
  });

  it('that a page sends on purpose comes before the cookie, also where it is wrong', async () => {
    const { gate, admit } = createBench();
    const { token } = await gate.sign({ user: 'ada' });
    const cookie = `a=1; ${gate.cookieName}=${token}; b=2`;
    expect(await admit('/events', { cookie })).toBe('ada');
    expect(await admit('/events?ticket=wrong', { cookie })).toBe('unauthorized');
    expect(await admit('/events', { cookie, authorization: 'Bearer wrong' })).toBe('unauthorized');
  });

  it('of a user who was revoked is refused; a later one is not', async () => {
    const { gate, admit } = createBench();
    const { token } = await gate.sign({ user: 'ada' });
    vi.advanceTimersByTime(5);
    gate.revoke('ada');
    vi.advanceTimersByTime(5);
    const later = await gate.sign({ user: 'ada' });
    expect(await admit(`/events?token=${token}`)).toBe('unauthorized');
    expect(await admit(`/events?token=${later.token}`)).toBe('ada');
  });
});

describe('a seat', () => {
  it('ends once, at its time, and leaves no timer behind', async () => {
    const { gate } = createBench({ lifetimeMs: 1_000 });
    const ended: string[] = [];
    const identity = await gate.verify((await gate.sign({ user: 'ada' })).token);
    const seat = new Seat(gate, identity, { onKnown: () => undefined, onEnd: (why) => ended.push(why) });
    vi.advanceTimersByTime(5_000);
    expect(gate.revoke('ada')).toBe(0);
    seat.leave();
    expect(ended).toEqual(['expired']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that was left while its token was verified takes nothing more', async () => {
    const { gate } = createBench({ firstMessageMs: 1_000 });
    const known: string[] = [];
    const { token } = await gate.sign({ user: 'ada' });
    const seat = new Seat(gate, undefined, { onKnown: ({ user }) => known.push(user), onEnd: () => undefined });
    const presented = seat.present({ token });
    seat.leave();
    await presented;
    expect(known).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a topic', () => {
  it.each(['t', 'ticker', 'user:ada', 'user:ada:orders', 'users:grace', 'user:'])('%s may be used by ada', (topic) => {
    expect(() => permit('ada', topic)).not.toThrow();
  });

  it.each(['user:grace', 'user:grace:orders', 'user:adam'])('%s may not', (topic) => {
    expect(() => permit('ada', topic)).toThrow('may neither read nor write');
  });
});
