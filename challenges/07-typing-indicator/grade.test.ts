import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTypingNotifier, TypingRoster } from '#answer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass, and after it whatever was put off to a microtask. */
async function pass(ms = 0): Promise<void> {
  vi.advanceTimersByTime(ms);
  for (let hop = 0; hop < 20; hop += 1) await Promise.resolve();
}

function notifierOf(options: { idleMs?: number; repeatMs?: number } = {}) {
  const sent: boolean[] = [];
  return { sent, notifier: createTypingNotifier((isTyping) => void sent.push(isTyping), options) };
}

/** Keystrokes every `gapMs`, the first at once, for `count` times. */
async function type(notifier: { keystroke(): void }, count: number, gapMs: number): Promise<void> {
  for (let key = 0; key < count; key += 1) {
    if (key > 0) await pass(gapMs);
    notifier.keystroke();
    await pass();
  }
}

function rosterOf(options: { expireMs?: number; now?: () => number } = {}) {
  const heard: string[] = [];
  const roster = new TypingRoster(options);
  roster.subscribe((text) => heard.push(text));
  return { roster, heard };
}

describe('The first keystroke sends true', () => {
  test('at once, and only the first', async () => {
    const { sent, notifier } = notifierOf();
    await pass();
    expect(sent, 'before a keystroke nothing is sent').toEqual([]);
    notifier.keystroke();
    await pass();
    expect(sent, 'the first keystroke sends true at once').toEqual([true]);
    await type(notifier, 10, 100);
    expect(sent, 'the keystrokes after it send nothing').toEqual([true]);
  });

  test('after a silence the next is a first one', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    await pass(2500);
    notifier.keystroke();
    await pass();
    expect(sent.join(), 'after a false, true comes at once, though 3000 ms are not over').toBe('true,false,true');
  });

  test('after stop the next is a first one', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    notifier.stop();
    notifier.keystroke();
    await pass();
    expect(sent.join(), 'after stop(), a keystroke sends true at once').toBe('true,false,true');
  });
});

describe('Only a keystroke repeats true', () => {
  test('after more than repeatMs, while typing goes on', async () => {
    const { sent, notifier } = notifierOf();
    await type(notifier, 5, 700);
    expect(sent.length, '2800 ms after the first true, a keystroke sends nothing').toBe(1);
    await pass(700);
    notifier.keystroke();
    await pass();
    expect(sent, '3500 ms after it, a keystroke sends true again').toEqual([true, true]);
    await pass(700);
    await type(notifier, 4, 700);
    expect(sent.length, '2800 ms after the second true, a keystroke sends nothing').toBe(2);
    await pass(700);
    notifier.keystroke();
    await pass();
    expect(sent, '3500 ms after the second, it sends the third').toEqual([true, true, true]);
  });

  test('both durations can be chosen', async () => {
    const { sent, notifier } = notifierOf({ idleMs: 10_000, repeatMs: 1000 });
    notifier.keystroke();
    await pass(999);
    notifier.keystroke();
    await pass();
    expect(sent, 'before repeatMs are over, nothing is repeated').toEqual([true]);
    await pass(2);
    notifier.keystroke();
    await pass(9000);
    expect(sent, 'after them a keystroke repeats true, and without one nothing is sent').toEqual([true, true]);
    await pass(1001);
    expect(sent, 'idleMs after the last keystroke comes the false').toEqual([true, true, false]);
  });

  test('without a keystroke nothing is repeated', async () => {
    const { sent, notifier } = notifierOf({ idleMs: 20_000, repeatMs: 1000 });
    notifier.keystroke();
    await pass(500);
    notifier.keystroke();
    await pass(19_000);
    expect(sent, 'only a keystroke repeats true').toEqual([true]);
  });

  test('after a pause repeatMs counts from the new true', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    await pass(1000);
    notifier.stop();
    await pass(1000);
    notifier.keystroke();
    await pass(1500);
    notifier.keystroke();
    await pass();
    expect(sent.join(), '3500 ms after the old true, but 1500 after the new one: nothing').toBe('true,false,true');
  });
});

describe('Silence sends false', () => {
  test('idleMs after the last keystroke, once', async () => {
    const { sent, notifier } = notifierOf();
    await type(notifier, 2, 1500);
    await pass(1999);
    expect(sent, 'each keystroke starts the 2000 ms anew').toEqual([true]);
    await pass(2);
    expect(sent, '2000 ms after the last keystroke comes a false').toEqual([true, false]);
    await pass(60_000);
    expect(sent, 'false is never sent twice').toEqual([true, false]);
  });

  test('each time anew', async () => {
    const { sent, notifier } = notifierOf();
    for (let round = 0; round < 3; round += 1) {
      notifier.keystroke();
      await pass(5000);
    }
    expect(sent.join(), 'each stay begins with true and ends with false').toBe('true,false,true,false,true,false');
  });
});

describe('stop sends false at once', () => {
  test('once, and the silence after it says nothing more', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    await pass(500);
    notifier.stop();
    await pass();
    expect(sent, 'stop() sends false at once').toEqual([true, false]);
    notifier.stop();
    await pass(60_000);
    notifier.stop();
    await pass();
    expect(sent, 'after stop(), neither the silence nor another stop() sends a second false').toEqual([true, false]);
  });

  test('nothing when there was no typing', async () => {
    const { sent, notifier } = notifierOf();
    notifier.stop();
    await pass(5000);
    expect(sent, 'stop() before any keystroke sends nothing').toEqual([]);
    notifier.keystroke();
    await pass(5000);
    notifier.stop();
    await pass();
    expect(sent, 'stop() after the silence sends nothing').toEqual([true, false]);
  });

  test('an old silence does not end a new stay', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    await pass(1500);
    notifier.stop();
    notifier.keystroke();
    await pass(1500);
    expect(sent.join(), 'the silence that began before stop() is over').toBe('true,false,true');
  });
});

describe('dispose sends nothing', () => {
  test('neither then nor later', async () => {
    const { sent, notifier } = notifierOf();
    notifier.keystroke();
    await pass(500);
    expect(sent, 'a keystroke sends true').toEqual([true]);
    notifier.dispose();
    await pass(60_000);
    expect(sent, 'dispose() sends nothing, and no false comes after it').toEqual([true]);
  });
});

describe('The text says who is typing', () => {
  test('nobody, one, two, and more', () => {
    const { roster } = rosterOf();
    const texts = [roster.text];
    for (const [userId, name] of [['1', 'Ada'] as const, ['2', 'Bo'] as const, ['3', 'Cleo'] as const]) {
      roster.set(userId, name, true);
      texts.push(roster.text);
    }
    roster.set('4', 'Dan', true);
    texts.push(roster.text);
    expect(texts, 'the text for 0, 1, 2, 3 and 4 users').toEqual([
      '',
      'Ada is typing…',
      'Ada and Bo are typing…',
      'Ada and 2 others are typing…',
      'Ada and 3 others are typing…',
    ]);
  });

  test('a false takes its user out', () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    roster.set('2', 'Bo', true);
    roster.set('1', 'Ada', false);
    expect(roster.text, 'after a false, its user is gone at once').toBe('Bo is typing…');
    roster.set('7', 'Eve', false);
    expect(roster.text, 'a false of a user who was not typing changes nothing').toBe('Bo is typing…');
  });

  test('users are told apart by id', () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    roster.set('2', 'Ada', true);
    roster.set('1', 'Ada', true);
    expect(roster.text, 'two users of the same name are two, and one user who types on is one').toBe(
      'Ada and Ada are typing…',
    );
  });
});

describe('They stand in the order they began', () => {
  test('a further true keeps the order', () => {
    const { roster } = rosterOf();
    roster.set('30', 'Ada', true);
    roster.set('20', 'Bo', true);
    roster.set('10', 'Cleo', true);
    roster.set('30', 'Ada', true);
    roster.set('20', 'Bo', true);
    expect(roster.text, 'a further true changes no order').toBe('Ada and 2 others are typing…');
    roster.set('30', 'Ada', false);
    expect(roster.text, 'Bo began before Cleo').toBe('Bo and Cleo are typing…');
  });

  test('who stopped and begins again goes to the end', () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    roster.set('2', 'Bo', true);
    roster.set('1', 'Ada', false);
    roster.set('1', 'Ada', true);
    expect(roster.text, 'after a false, the next true is a new beginning').toBe('Bo and Ada are typing…');
  });

  test('who expired and begins again goes to the end', async () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    await pass(3000);
    roster.set('2', 'Bo', true);
    await pass(3000);
    roster.set('1', 'Ada', true);
    expect(roster.text, 'after expiring, the next true is a new beginning').toBe('Bo and Ada are typing…');
  });
});

describe('A user expires after the last true', () => {
  test('at exactly expireMs', async () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    await pass(4999);
    expect(roster.text, '4999 ms after the true, the user is still there').toBe('Ada is typing…');
    await pass(1);
    expect(roster.text, 'at exactly 5000 ms the user is gone').toBe('');
  });

  test('each true starts the time anew, for its own user', async () => {
    const { roster } = rosterOf({ expireMs: 3000 });
    roster.set('1', 'Ada', true);
    await pass(1000);
    roster.set('2', 'Bo', true);
    await pass(1000);
    roster.set('1', 'Ada', true);
    await pass(2000);
    expect(roster.text, 'Bo’s 3000 ms are over, Ada’s began anew with her second true').toBe('Ada is typing…');
    await pass(1000);
    expect(roster.text, '3000 ms after her last true, Ada is gone').toBe('');
  });

  test('an earlier stay does not end a later one', async () => {
    const { roster } = rosterOf();
    roster.set('1', 'Ada', true);
    await pass(1000);
    roster.set('1', 'Ada', false);
    await pass(2000);
    roster.set('1', 'Ada', true);
    await pass(4000);
    expect(roster.text, 'the time counts from the last true, not from that before the false').toBe('Ada is typing…');
    await pass(1000);
    expect(roster.text, '5000 ms after the last true the user is gone').toBe('');
  });

  test('by the clock that was given', async () => {
    const start = Date.now();
    const { roster, heard } = rosterOf({ now: () => Date.now() - start });
    roster.set('1', 'Ada', true);
    expect(roster.text, 'a clock that begins at 0 will do').toBe('Ada is typing…');
    await pass(4000);
    expect(roster.text, 'after 4000 ms of that clock the user is there').toBe('Ada is typing…');
    await pass(1000);
    expect(roster.text, 'after 5000 ms of that clock the user is gone').toBe('');
    await pass(1000);
    expect(heard, 'and the subscriber has heard of it').toEqual(['Ada is typing…', '']);
  });
});

describe('Subscribers hear of changes only', () => {
  test('of each change, with the new text', async () => {
    const { roster, heard } = rosterOf();
    await pass();
    expect(heard, 'subscribing is no change').toEqual([]);
    const others: string[] = [];
    roster.subscribe((text) => others.push(text));
    for (const [name, isTyping] of [['Ada', true] as const, ['Bo', true] as const, ['Ada', false] as const]) {
      roster.set(name, name, isTyping);
      await pass();
    }
    const expected = ['Ada is typing…', 'Ada and Bo are typing…', 'Bo is typing…'];
    expect(heard, 'each change is announced with the new text').toEqual(expected);
    expect(others, 'to every subscriber').toEqual(expected);
  });

  test('of an expiry, without anyone calling anything', async () => {
    const { roster, heard } = rosterOf();
    roster.set('1', 'Ada', true);
    await pass(2000);
    roster.set('2', 'Bo', true);
    await pass(2000);
    roster.set('1', 'Ada', true);
    for (let second = 0; second < 20; second += 1) await pass(1000);
    expect(heard, 'Bo expires first, since Ada was heard from later; then Ada').toEqual([
      'Ada is typing…',
      'Ada and Bo are typing…',
      'Ada is typing…',
      '',
    ]);
  });

  test('not of a message that changes no text', async () => {
    const { roster, heard } = rosterOf();
    roster.set('2', 'Bo', false);
    expect(heard, 'a false before any true leaves the text as it is').toEqual([]);
    roster.set('1', 'Ada', true);
    await pass(1000);
    roster.set('1', 'Ada', true);
    roster.set('2', 'Bo', false);
    await pass(1000);
    expect(heard, 'a further true and a needless false change no text').toEqual(['Ada is typing…']);
  });
});

describe('A disposed roster is silent', () => {
  test('no subscriber is called after dispose', async () => {
    const { roster, heard } = rosterOf();
    roster.set('1', 'Ada', true);
    await pass(1000);
    expect(heard, 'before dispose() changes are announced').toEqual(['Ada is typing…']);
    roster.dispose();
    expect(vi.getTimerCount(), 'dispose() leaves no timer behind').toBe(0);
    await pass(60_000);
    expect(heard, 'after dispose() no subscriber is called').toEqual(['Ada is typing…']);
  });
});

describe('A wrong argument is refused', () => {
  const makers: Record<string, (value: unknown) => unknown> = {
    idleMs: (value) => createTypingNotifier(() => {}, { idleMs: value as number }),
    repeatMs: (value) => createTypingNotifier(() => {}, { repeatMs: value as number }),
    expireMs: (value) => new TypingRoster({ expireMs: value as number }),
  };

  test('a duration that is negative or NaN is a RangeError', () => {
    for (const [name, make] of Object.entries(makers)) {
      expect(() => make(-1), `${name}: -1 is a RangeError`).toThrow(RangeError);
      expect(() => make(NaN), `${name}: NaN is a RangeError`).toThrow(RangeError);
    }
  });

  test('a wrong type is a TypeError', () => {
    for (const [name, make] of Object.entries(makers)) {
      expect(() => make('1'), `${name}: '1' is a TypeError`).toThrow(TypeError);
    }
    const wrong = 'no function' as unknown as () => number;
    expect(() => createTypingNotifier(wrong, {}), 'a `send` that is no function is a TypeError').toThrow(TypeError);
    expect(() => new TypingRoster({ now: wrong }), 'a `now` that is no function is a TypeError').toThrow(TypeError);
  });
});
