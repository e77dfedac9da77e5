import { describe, expect, test } from 'vitest';
import { PresenceTracker } from '#answer';

/** A tracker (away after 30 s, offline after 60 s) with a clock that the test moves, and all that a listener hears. */
function setUp() {
  let nowMs = 1_700_000_000_000;
  const tracker = new PresenceTracker({ awayAfterMs: 30_000, offlineAfterMs: 60_000, now: () => nowMs });
  const heard: string[] = [];
  tracker.subscribe((userId, status) => void heard.push(`${userId} ${status}`));
  return {
    tracker,
    heard,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('A stranger is offline', () => {
  test('and stays so on leaving', () => {
    const { tracker, heard } = setUp();
    expect(tracker.get('ada'), 'Of a user who never sent a beat, get() says offline.').toBe('offline');
    expect(tracker.online(), 'Nobody is online at first.').toEqual([]);
    tracker.leave('ada', 'tab');
    tracker.sweep();
    expect(tracker.get('ada'), 'A stranger who leaves is still offline.').toBe('offline');
    expect(heard, 'A stranger who leaves has not changed: no listener may be called.').toEqual([]);
  });
});

describe('Silence makes away, then offline', () => {
  test('both limits are inclusive, and need no sweep', () => {
    const { tracker, pass } = setUp();
    tracker.beat('ada', { connectionId: 'tab' });
    expect(tracker.get('ada'), 'A beat without a status says online.').toBe('online');
    pass(29_999);
    expect(tracker.get('ada'), 'Silent for less than awayAfterMs: online.').toBe('online');
    pass(1);
    expect(tracker.get('ada'), 'Silent for exactly awayAfterMs is away; get() asks the clock, not a sweep.').toBe(
      'away',
    );
    pass(29_999);
    expect(tracker.get('ada'), 'Silent for less than offlineAfterMs: away.').toBe('away');
    pass(1);
    expect(tracker.get('ada'), 'Silent for exactly offlineAfterMs is offline.').toBe('offline');
  });

  test('a beat starts the silence afresh', () => {
    const { tracker, pass } = setUp();
    tracker.beat('ada', { connectionId: 'tab' });
    pass(25_000);
    tracker.beat('ada', { connectionId: 'tab' });
    pass(25_000);
    expect(tracker.get('ada'), 'The silence runs from the last beat of the connection.').toBe('online');
    pass(40_000);
    expect(tracker.get('ada'), 'Silent for 65 s: offline.').toBe('offline');
    tracker.beat('ada', { connectionId: 'tab' });
    expect(tracker.get('ada'), 'A beat brings an offline user back.').toBe('online');
  });

  test('a connection that says away is away at once', () => {
    const { tracker, pass } = setUp();
    tracker.beat('ada', { connectionId: 'tab', status: 'away' });
    expect(tracker.get('ada'), 'The only connection says away.').toBe('away');
    pass(59_999);
    expect(tracker.get('ada'), 'Away until offlineAfterMs of silence.').toBe('away');
    pass(1);
    expect(tracker.get('ada'), 'A connection that said away is offline after offlineAfterMs, too.').toBe('offline');
    tracker.beat('ada', { connectionId: 'tab', status: 'away' });
    tracker.beat('ada', { connectionId: 'tab' });
    expect(tracker.get('ada'), 'The last beat of a connection counts; without a status it says online.').toBe('online');
  });

  test('30 and 60 seconds unless told otherwise', () => {
    let nowMs = 5000;
    const tracker = new PresenceTracker({ now: () => nowMs });
    tracker.beat('ada', { connectionId: 'tab' });
    nowMs += 29_999;
    expect(tracker.get('ada'), 'awayAfterMs is 30000 by default: not yet.').toBe('online');
    nowMs += 1;
    expect(tracker.get('ada'), 'awayAfterMs is 30000 by default.').toBe('away');
    nowMs += 29_999;
    expect(tracker.get('ada'), 'offlineAfterMs is 60000 by default: not yet.').toBe('away');
    nowMs += 1;
    expect(tracker.get('ada'), 'offlineAfterMs is 60000 by default.').toBe('offline');
    const withoutClock = new PresenceTracker({});
    withoutClock.beat('ada', { connectionId: 'tab' });
    expect(withoutClock.get('ada'), 'Without `now` the clock of the platform serves.').toBe('online');
  });

  test('equal limits leave no room for away', () => {
    let nowMs = 5000;
    const tracker = new PresenceTracker({ awayAfterMs: 1000, offlineAfterMs: 1000, now: () => nowMs });
    tracker.beat('ada', { connectionId: 'tab' });
    nowMs += 999;
    expect(tracker.get('ada'), 'Silent for less than both limits: online.').toBe('online');
    nowMs += 1;
    expect(tracker.get('ada'), 'Silent for offlineAfterMs is offline, also where awayAfterMs is the same.').toBe(
      'offline',
    );
  });
});

describe('A user is as present as the most present connection', () => {
  test('a later away hides no online tab', () => {
    const { tracker } = setUp();
    tracker.beat('ada', { connectionId: 'laptop' });
    tracker.beat('ada', { connectionId: 'phone', status: 'away' });
    expect(tracker.get('ada'), 'One connection is online, so the user is, whoever spoke last.').toBe('online');
    tracker.beat('ada', { connectionId: 'laptop', status: 'away' });
    expect(tracker.get('ada'), 'Both connections say away.').toBe('away');
    tracker.beat('ada', { connectionId: 'phone', status: 'online' });
    expect(tracker.get('ada'), 'One of two is online again.').toBe('online');
  });

  test('each connection has a silence of its own', () => {
    const { tracker, pass } = setUp();
    tracker.beat('ada', { connectionId: 'laptop' });
    pass(20_000);
    tracker.beat('ada', { connectionId: 'phone', status: 'away' });
    pass(15_000);
    expect(
      tracker.get('ada'),
      'The laptop is silent for 35 s, and a beat of the phone that says away does not wake it.',
    ).toBe('away');
    tracker.beat('ada', { connectionId: 'tablet' });
    pass(29_000);
    expect(tracker.get('ada'), 'The tablet spoke 29 s ago; the silence of the others does not matter.').toBe('online');
    pass(1000);
    expect(tracker.get('ada'), 'The tablet is away now, and the most present of the three.').toBe('away');
    pass(30_000);
    expect(tracker.get('ada'), 'All three are silent for at least 60 s.').toBe('offline');
  });

  test('users do not share connections', () => {
    const { tracker } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    tracker.beat('bo', { connectionId: '1', status: 'away' });
    expect(tracker.get('ada'), 'Two users may have connections of the same id.').toBe('online');
    expect(tracker.get('bo'), 'Two users may have connections of the same id.').toBe('away');
    tracker.leave('bo', '1');
    expect(tracker.get('ada'), 'A user who leaves does not take another one along.').toBe('online');
    for (const mark of [':', '/', '|', '-', ',', ' ']) {
      tracker.beat(`x${mark}y`, { connectionId: 'z' });
      tracker.leave('x', `y${mark}z`);
      expect(tracker.get(`x${mark}y`), `Ids may contain "${mark}" and must not be mixed up.`).toBe('online');
    }
  });
});

describe('Leaving one tab is not going offline', () => {
  test('the last one to leave is', () => {
    const { tracker, heard } = setUp();
    for (const connectionId of ['1', '2', '2', '1', '2']) tracker.beat('ada', { connectionId });
    tracker.leave('ada', '1');
    expect(tracker.get('ada'), 'One of two tabs has left: still online.').toBe('online');
    tracker.leave('ada', '1');
    tracker.leave('ada', '3');
    expect(tracker.get('ada'), 'A tab that leaves twice, or was never here, changes nothing.').toBe('online');
    tracker.leave('ada', '2');
    expect(tracker.get('ada'), 'The last tab has left: offline at once.').toBe('offline');
    expect(heard, 'Listeners hear of the first tab and of the last, and of nothing between.').toEqual([
      'ada online',
      'ada offline',
    ]);
  });

  test('what is left decides', () => {
    const { tracker, heard } = setUp();
    tracker.beat('ada', { connectionId: 'laptop' });
    tracker.beat('ada', { connectionId: 'phone', status: 'away' });
    tracker.leave('ada', 'laptop');
    expect(tracker.get('ada'), 'Only the phone is left, and it says away.').toBe('away');
    expect(heard, 'The tab that made the user online has left: listeners hear away.').toEqual([
      'ada online',
      'ada away',
    ]);
  });

  test('a tab may come back', () => {
    const { tracker, heard } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    tracker.leave('ada', '1');
    tracker.beat('ada', { connectionId: '1' });
    expect(tracker.get('ada'), 'A beat after leaving is a sign of life.').toBe('online');
    expect(heard, 'Each of the three changes is heard.').toEqual(['ada online', 'ada offline', 'ada online']);
  });
});

describe('online lists who is online', () => {
  test('and not who is away or offline', () => {
    const { tracker, pass } = setUp();
    tracker.beat('gone', { connectionId: '1' });
    pass(20_000);
    tracker.beat('ada', { connectionId: '1' });
    tracker.beat('ada', { connectionId: '2' });
    tracker.beat('bo', { connectionId: '1' });
    tracker.beat('cy', { connectionId: '1', status: 'away' });
    expect(tracker.online().toSorted(), 'Everyone online once, also with two tabs; who is away is not.').toEqual([
      'ada',
      'bo',
      'gone',
    ]);
    pass(10_000);
    expect(tracker.online().toSorted(), 'online() asks the clock: one of them is silent for 30 s.').toEqual([
      'ada',
      'bo',
    ]);
    tracker.leave('bo', '1');
    expect(tracker.online(), 'Who has left is not listed.').toEqual(['ada']);
    pass(20_000);
    expect(tracker.online(), 'Nobody has spoken for 30 s.').toEqual([]);
  });
});

describe('Listeners hear each change once', () => {
  test('and nothing when nothing changed', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    expect(heard, 'The first beat of a user is a change from offline.').toEqual(['ada online']);
    tracker.beat('ada', { connectionId: '1' });
    pass(1000);
    tracker.beat('ada', { connectionId: '2' });
    tracker.beat('ada', { connectionId: '2', status: 'away' });
    expect(heard, 'More beats of a user who is online change nothing.').toEqual(['ada online']);
    tracker.beat('ada', { connectionId: '1', status: 'away' });
    tracker.beat('ada', { connectionId: '1', status: 'away' });
    expect(heard, 'The last online tab says away: one change.').toEqual(['ada online', 'ada away']);
    tracker.beat('bo', { connectionId: '1', status: 'away' });
    expect(heard, 'A first beat that says away is a change from offline, too.').toEqual([
      'ada online',
      'ada away',
      'bo away',
    ]);
  });

  test('every listener does', () => {
    const { tracker, heard } = setUp();
    const others: string[] = [];
    tracker.subscribe((userId, status) => void others.push(`${userId} ${status}`));
    tracker.beat('ada', { connectionId: '1' });
    tracker.leave('ada', '1');
    expect(heard, 'The first listener hears both changes.').toEqual(['ada online', 'ada offline']);
    expect(others, 'The second listener hears both changes.').toEqual(['ada online', 'ada offline']);
  });

  test('what they are told is true when they ask', () => {
    const { tracker, pass } = setUp();
    const asked: string[] = [];
    tracker.subscribe((userId, status) => void asked.push(`${status} ${tracker.get(userId)}`));
    tracker.beat('ada', { connectionId: '1' });
    pass(30_000);
    tracker.sweep();
    tracker.leave('ada', '1');
    expect(asked, 'Inside a listener get() gives the status that the listener is told.').toEqual([
      'online online',
      'away away',
      'offline offline',
    ]);
  });
});

describe('What time changes is heard at the next sweep', () => {
  test('once, and not before', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    pass(29_999);
    tracker.sweep();
    expect(heard, 'Nothing has changed yet, so sweep() tells nothing.').toEqual(['ada online']);
    pass(1);
    tracker.sweep();
    tracker.sweep();
    expect(heard, 'Away after 30 s of silence: sweep() tells it once.').toEqual(['ada online', 'ada away']);
    pass(30_000);
    tracker.sweep();
    tracker.sweep();
    expect(heard, 'Offline after 60 s: sweep() tells it once.').toEqual(['ada online', 'ada away', 'ada offline']);
    tracker.beat('ada', { connectionId: '1' });
    expect(heard.slice(3), 'A beat after that is a change again.').toEqual(['ada online']);
  });

  test('reading tells nothing and hides nothing', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    pass(30_000);
    expect(tracker.get('ada'), 'Silent for 30 s: away.').toBe('away');
    expect(tracker.online(), 'Silent for 30 s: not online.').toEqual([]);
    expect(heard, 'Reading is no sweep: listeners hear nothing of it.').toEqual(['ada online']);
    tracker.sweep();
    expect(heard, 'What get() has said before is still news to the listeners.').toEqual(['ada online', 'ada away']);
  });

  test('a late sweep tells what is, not what was', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    tracker.beat('ada', { connectionId: '2' });
    tracker.beat('bo', { connectionId: '1' });
    pass(90_000);
    tracker.sweep();
    expect(heard.slice(2).toSorted(), 'Each user is offline, which is told once, not once a connection.').toEqual([
      'ada offline',
      'bo offline',
    ]);
    tracker.leave('ada', '1');
    tracker.leave('ada', '2');
    tracker.leave('bo', '1');
    expect(heard.length, 'Who was told to be offline and then leaves has not changed.').toBe(4);
  });

  test('a silent tab beside a lively one is no change', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: 'old' });
    pass(59_000);
    tracker.sweep();
    tracker.beat('ada', { connectionId: 'new' });
    pass(1000);
    tracker.sweep();
    expect(tracker.get('ada'), 'One tab has gone silent for good, the other is online.').toBe('online');
    expect(heard, 'The end of a silent tab is not a change of its user.').toEqual([
      'ada online',
      'ada away',
      'ada online',
    ]);
  });

  test('who leaves before the sweep is told offline', () => {
    const { tracker, heard, pass } = setUp();
    tracker.beat('ada', { connectionId: '1' });
    pass(70_000); // offline by the clock, and nobody has been told
    tracker.leave('ada', '1');
    tracker.sweep();
    tracker.sweep();
    expect(heard, 'A user who had gone silent and then leaves: listeners hear offline, once.').toEqual([
      'ada online',
      'ada offline',
    ]);
  });
});

describe('Bad options are refused at construction', () => {
  const make = (options: object) => (): unknown => Reflect.construct(PresenceTracker, [options]);

  test('a number out of range is a RangeError', () => {
    for (const value of [-1, Number.NaN]) {
      expect(make({ awayAfterMs: value }), `awayAfterMs: ${value} must be a RangeError.`).toThrow(RangeError);
      expect(make({ offlineAfterMs: value }), `offlineAfterMs: ${value} must be a RangeError.`).toThrow(RangeError);
    }
    const crossed = make({ awayAfterMs: 2000, offlineAfterMs: 1000 });
    expect(crossed, 'awayAfterMs above offlineAfterMs must be a RangeError.').toThrow(RangeError);
    expect(make({ awayAfterMs: 90_000 }), 'Also above the offlineAfterMs by default.').toThrow(RangeError);
  });

  test('a wrong type is a TypeError', () => {
    for (const options of [{ awayAfterMs: '30000' }, { offlineAfterMs: '60000' }, { now: 5 }]) {
      expect(make(options), `${JSON.stringify(options)} must be a TypeError.`).toThrow(TypeError);
    }
  });
});
