import { describe, expect, it } from 'vitest';
import type { Timer } from '../../../lib/measure/clock.ts';
import { type Channel, type GroupState, watchGroup } from '../../../lib/ui/tab-group/group-watch.ts';
import type { TabMessage, TabReport } from '../../../lib/ui/tab-group/tab-messages.ts';

/** A watch on a group whose tabs are played by the test, with a clock that the test moves. */
function watched() {
  const asked: unknown[] = [];
  const channel: Channel = { onmessage: null, postMessage: (message) => asked.push(message), close: () => undefined };
  let state: GroupState = { tabs: [], ended: 0 };
  let now = 0;
  let due: (() => void) | undefined;
  const watch = watchGroup('group', {
    clock: {
      now: () => now,
      setTimeout: (callback) => {
        due = callback;
        return 1 as unknown as Timer;
      },
      clearTimeout: () => (due = undefined),
    },
    onChange: (next) => (state = next),
    openChannel: () => channel,
  });
  const say = (message: TabMessage): void => channel.onmessage?.(new MessageEvent('message', { data: message }));
  const report = (tab: string, role: TabReport['role']): void =>
    say({ kind: 'report', tab, role, seq: 1, events: 1, missing: 0 });
  return {
    watch,
    asked,
    say,
    report,
    state: () => state,
    pass: (ms: number) => (now += ms),
    askAgain: () => due?.(),
    isWaiting: () => due !== undefined,
  };
}

describe('watching a group of tabs', () => {
  it('asks who is there, and lists who answers, with the leader', () => {
    const { asked, report, state } = watched();
    expect(asked).toEqual([{ kind: 'who' }]);
    report('Frame 1', 'leader');
    report('Frame 2', 'follower');
    expect(state().tabs.map(({ tab }) => tab)).toEqual(['Frame 1', 'Frame 2']);
    expect(state().leader).toBe('Frame 1');
  });

  it('measures from the end of a leader to the first event of the next', () => {
    const { watch, report, say, state, pass } = watched();
    report('Frame 1', 'leader');
    report('Frame 2', 'follower');
    watch.ended('Frame 1');
    expect(state()).toMatchObject({ ended: 1, tabs: [{ tab: 'Frame 2' }] });
    expect(state().leader).toBeUndefined();
    pass(80);
    say({ kind: 'event', tab: 'Frame 1', seq: 9 });
    expect(state().takeoverMs).toBeUndefined();
    say({ kind: 'event', tab: 'Frame 2', seq: 10 });
    pass(50);
    say({ kind: 'event', tab: 'Frame 2', seq: 11 });
    expect(state().takeoverMs).toBe(80);
  });

  it('hears nothing more of a tab that was ended', () => {
    const { watch, report, state } = watched();
    report('Frame 1', 'leader');
    watch.ended('Frame 1');
    report('Frame 1', 'leader');
    expect(state().tabs).toEqual([]);
  });

  it('drops a tab that says so, and one that has long not answered', () => {
    const { report, say, state, askAgain } = watched();
    report('Tab 1', 'leader');
    report('Tab 2', 'follower');
    say({ kind: 'gone', tab: 'Tab 1' });
    expect(state().tabs.map(({ tab }) => tab)).toEqual(['Tab 2']);
    for (let time = 0; time < 6; time++) askAgain();
    expect(state().tabs).toHaveLength(1);
    askAgain();
    expect(state().tabs).toEqual([]);
  });

  it('leaves no timer behind', () => {
    const { watch, isWaiting } = watched();
    expect(isWaiting()).toBe(true);
    watch.close();
    expect(isWaiting()).toBe(false);
  });
});
