import { describe, expect, test } from 'vitest';
import { SubscriptionManager, type SubscriptionMessage, type TopicEvent } from '#answer';

/** A manager, and all that it sends. */
function setUp() {
  const sent: SubscriptionMessage[] = [];
  return { manager: new SubscriptionManager({ send: (message) => void sent.push({ ...message }) }), sent };
}

/** The same with a connection, and what was sent so far forgotten. */
function setUpConnected() {
  const { manager, sent } = setUp();
  manager.connected();
  sent.length = 0;
  return { manager, sent };
}

const event = (topic: string, seq: number, data: unknown = `${topic} ${seq}`): TopicEvent => ({ topic, seq, data });

/** A handler that writes down the numbers of the events that it gets. */
function createHandler() {
  const seqs: number[] = [];
  return { seqs, handler: ({ seq }: TopicEvent): void => void seqs.push(seq) };
}

const byTopic = (messages: SubscriptionMessage[]): SubscriptionMessage[] =>
  messages.toSorted((a, b) => (a.topic < b.topic ? -1 : 1));

describe('One subscribe message per topic', () => {
  test('however many handlers it has', () => {
    const { manager, sent } = setUpConnected();
    manager.subscribe('prices', () => {});
    expect(sent, 'The first handler of a topic subscribes to it, and has no position to go on from.').toEqual([
      { op: 'subscribe', topic: 'prices' },
    ]);
    manager.subscribe('prices', () => {});
    manager.subscribe('prices', () => {});
    expect(sent.length, 'More handlers of the same topic must not send anything.').toBe(1);
    manager.receive(event('prices', 1));
    manager.subscribe('prices', () => {});
    expect(sent.length, 'Nor may one that comes after the first event.').toBe(1);
  });

  test('each topic has its own', () => {
    const { manager, sent } = setUpConnected();
    manager.subscribe('prices', () => {});
    manager.subscribe('chat', () => {});
    expect(sent, 'Two topics are two subscriptions.').toEqual([
      { op: 'subscribe', topic: 'prices' },
      { op: 'subscribe', topic: 'chat' },
    ]);
  });

  test('one handler may serve two topics', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    const leavePrices = manager.subscribe('prices', handler);
    manager.subscribe('chat', handler);
    leavePrices();
    expect(sent.slice(2), 'Leaving one topic does not leave the other.').toEqual([
      { op: 'unsubscribe', topic: 'prices' },
    ]);
    manager.receive(event('chat', 7));
    expect(seqs, 'The handler still serves the other topic.').toEqual([7]);
  });
});

describe('unsubscribe goes when the last handler leaves', () => {
  test('and not before', () => {
    const { manager, sent } = setUpConnected();
    const leaves = [() => {}, () => {}, () => {}].map((handler) => manager.subscribe('prices', handler));
    sent.length = 0;
    leaves[1]?.();
    leaves[0]?.();
    expect(sent, 'A handler is left: the topic must stay subscribed.').toEqual([]);
    leaves[2]?.();
    expect(sent, 'The last handler has left.').toEqual([{ op: 'unsubscribe', topic: 'prices' }]);
  });

  test('leaving twice is leaving once', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    const leaveFirst = manager.subscribe('prices', () => {});
    const leaveSecond = manager.subscribe('prices', handler);
    sent.length = 0;
    leaveFirst();
    leaveFirst();
    expect(sent, 'One handler that leaves twice must not cut off another.').toEqual([]);
    manager.receive(event('prices', 1));
    expect(seqs, 'The handler that stayed still gets events.').toEqual([1]);
    leaveSecond();
    leaveSecond();
    expect(sent, 'The topic is unsubscribed from once.').toEqual([{ op: 'unsubscribe', topic: 'prices' }]);
  });

  test('a topic can be joined again', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler)();
    manager.subscribe('prices', handler);
    expect(sent, 'Who comes back after the last has left subscribes again.').toEqual([
      { op: 'subscribe', topic: 'prices' },
      { op: 'unsubscribe', topic: 'prices' },
      { op: 'subscribe', topic: 'prices' },
    ]);
    manager.receive(event('prices', 1));
    expect(seqs, 'Who has come back gets events.').toEqual([1]);
  });
});

describe('Nothing is sent while disconnected', () => {
  test('it starts disconnected', () => {
    const { manager, sent } = setUp();
    manager.subscribe('prices', () => {});
    const leave = manager.subscribe('chat', () => {});
    leave();
    expect(sent, 'Before connected() there is nothing to send over.').toEqual([]);
    manager.connected();
    expect(
      sent,
      'connected() subscribes to what has a handler by then, once, and says nothing of what was left.',
    ).toEqual([{ op: 'subscribe', topic: 'prices' }]);
  });

  test('two handlers that came before are one subscription', () => {
    const { manager, sent } = setUp();
    manager.subscribe('prices', () => {});
    manager.subscribe('prices', () => {});
    manager.connected();
    expect(sent, 'One message per topic, also where the handlers came before the connection.').toEqual([
      { op: 'subscribe', topic: 'prices' },
    ]);
    manager.subscribe('prices', () => {});
    expect(sent.length, 'The topic is subscribed to already.').toBe(1);
  });

  test('nor after a disconnect', () => {
    const { manager, sent } = setUpConnected();
    const leavePrices = manager.subscribe('prices', () => {});
    manager.subscribe('chat', () => {});
    sent.length = 0;
    manager.disconnected();
    leavePrices();
    manager.subscribe('news', () => {});
    expect(sent, 'After disconnected() nothing may be sent.').toEqual([]);
    manager.connected();
    expect(byTopic(sent), 'The new connection is told of the topics that are live now, and of nothing else.').toEqual([
      { op: 'subscribe', topic: 'chat' },
      { op: 'subscribe', topic: 'news' },
    ]);
  });
});

describe('A reconnect goes on from the last seq', () => {
  test('for each topic from its own', () => {
    const { manager, sent } = setUpConnected();
    for (const topic of ['prices', 'chat', 'quiet']) manager.subscribe(topic, () => {});
    manager.receive(event('prices', 41));
    manager.receive(event('chat', 7));
    manager.receive(event('prices', 42));
    sent.length = 0;
    manager.disconnected();
    manager.connected();
    expect(
      byTopic(sent),
      '`after` is the last seq that was seen of the topic; without an event there is none.',
    ).toEqual([
      { op: 'subscribe', topic: 'chat', after: 7 },
      { op: 'subscribe', topic: 'prices', after: 42 },
      { op: 'subscribe', topic: 'quiet' },
    ]);
  });

  test('every time', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler);
    manager.receive(event('prices', 1));
    manager.disconnected();
    manager.connected();
    manager.receive(event('prices', 2));
    manager.disconnected();
    sent.length = 0;
    manager.connected();
    expect(sent, 'The position goes on rising after a reconnect.').toEqual([
      { op: 'subscribe', topic: 'prices', after: 2 },
    ]);
    manager.disconnected();
    sent.length = 0;
    manager.connected();
    expect(sent, 'A connection without an event changes no position.').toEqual([
      { op: 'subscribe', topic: 'prices', after: 2 },
    ]);
    expect(seqs, 'The handler stays over every reconnect.').toEqual([1, 2]);
  });

  test('also when an event came twice', () => {
    const { manager, sent } = setUpConnected();
    manager.subscribe('prices', () => {});
    for (const seq of [1, 2, 3, 1, 2]) manager.receive(event('prices', seq));
    manager.disconnected();
    sent.length = 0;
    manager.connected();
    expect(sent, 'An old event that comes again must not take the position back.').toEqual([
      { op: 'subscribe', topic: 'prices', after: 3 },
    ]);
  });

  test('also when one of two handlers has left', () => {
    const { manager, sent } = setUpConnected();
    const leave = manager.subscribe('prices', () => {});
    manager.receive(event('prices', 5));
    manager.subscribe('prices', () => {});
    leave();
    manager.disconnected();
    sent.length = 0;
    manager.connected();
    expect(sent, 'The position belongs to the topic: it stays while one handler does.').toEqual([
      { op: 'subscribe', topic: 'prices', after: 5 },
    ]);
  });
});

describe('An event already seen is not delivered twice', () => {
  test('when the server repeats some after a reconnect', () => {
    const { manager } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler);
    for (const seq of [1, 2, 3]) manager.receive(event('prices', seq));
    manager.disconnected();
    manager.connected();
    for (const seq of [2, 3, 4]) manager.receive(event('prices', seq));
    expect(seqs, 'What was seen before the reconnect must not come again; what is new must.').toEqual([1, 2, 3, 4]);
  });

  test('numbers may be left out', () => {
    const { manager } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler);
    for (const seq of [3, 4, 9, 40]) manager.receive(event('prices', seq));
    expect(seqs, 'A number that was skipped is no repeat: what is new is delivered.').toEqual([3, 4, 9, 40]);
  });

  test('nor on one connection', () => {
    const { manager } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler);
    for (const seq of [1, 1, 2, 1, 2, 3]) manager.receive(event('prices', seq));
    expect(seqs, 'Each event reaches a handler once.').toEqual([1, 2, 3]);
  });

  test('each topic counts for itself', () => {
    const { manager } = setUpConnected();
    const prices = createHandler();
    const chat = createHandler();
    manager.subscribe('prices', prices.handler);
    manager.subscribe('chat', chat.handler);
    manager.receive(event('prices', 5));
    manager.receive(event('chat', 5));
    manager.receive(event('chat', 6));
    manager.receive(event('prices', 6));
    expect(prices.seqs, 'The numbers of one topic say nothing about another.').toEqual([5, 6]);
    expect(chat.seqs, 'The numbers of one topic say nothing about another.').toEqual([5, 6]);
  });
});

describe('Handlers get the whole event of their topic', () => {
  test('all handlers, and nobody else', () => {
    const { manager } = setUpConnected();
    const first: TopicEvent[] = [];
    const second: TopicEvent[] = [];
    const other: TopicEvent[] = [];
    manager.subscribe('prices', (got) => void first.push(got));
    manager.subscribe('prices', (got) => void second.push(got));
    manager.subscribe('chat', (got) => void other.push(got));
    manager.receive(event('prices', 3, { bid: 101.5 }));
    const whole = [{ topic: 'prices', seq: 3, data: { bid: 101.5 } }];
    expect(first, 'A handler gets topic, seq and data, not the data alone.').toEqual(whole);
    expect(second, 'Every handler of the topic gets the event.').toEqual(whole);
    expect(other, 'The handler of another topic does not.').toEqual([]);
  });

  test('not after leaving', () => {
    const { manager } = setUpConnected();
    const [first, leaver, last] = [createHandler(), createHandler(), createHandler()];
    manager.subscribe('prices', first.handler);
    const leave = manager.subscribe('prices', leaver.handler);
    manager.subscribe('prices', last.handler);
    manager.receive(event('prices', 1));
    leave();
    manager.receive(event('prices', 2));
    expect(leaver.seqs, 'Who has left gets nothing more.').toEqual([1]);
    expect([first.seqs, last.seqs], 'Who has stayed gets everything.').toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test('a late one comes in for what follows', () => {
    const { manager } = setUpConnected();
    const late = createHandler();
    manager.subscribe('prices', () => {});
    manager.receive(event('prices', 1));
    manager.subscribe('prices', late.handler);
    manager.receive(event('prices', 2));
    expect(late.seqs, 'A handler that joins a live topic gets the events from then on.').toEqual([2]);
  });
});

describe('Leaving a topic forgets its seq', () => {
  test('whoever joins later starts without a position', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    const leave = manager.subscribe('prices', () => {});
    manager.receive(event('prices', 9));
    leave();
    sent.length = 0;
    manager.subscribe('prices', handler);
    expect(sent, 'The topic was left, so there is no `after`.').toEqual([{ op: 'subscribe', topic: 'prices' }]);
    manager.receive(event('prices', 3));
    expect(seqs, 'A number from before leaving must not swallow events after joining again.').toEqual([3]);
  });

  test('also when that happens without a connection', () => {
    const { manager, sent } = setUpConnected();
    const leave = manager.subscribe('prices', () => {});
    manager.receive(event('prices', 9));
    manager.disconnected();
    leave();
    manager.subscribe('prices', () => {});
    sent.length = 0;
    manager.connected();
    expect(sent, 'Left and joined again while disconnected: there is no `after`.').toEqual([
      { op: 'subscribe', topic: 'prices' },
    ]);
  });

  test('an event that comes after leaving is not remembered', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    manager.subscribe('prices', handler)();
    manager.receive(event('prices', 9)); // was on its way
    expect(seqs, 'Who has left gets nothing more.').toEqual([]);
    sent.length = 0;
    manager.subscribe('prices', handler);
    expect(sent, 'An event that nobody was there for is no position.').toEqual([{ op: 'subscribe', topic: 'prices' }]);
    manager.receive(event('prices', 4));
    expect(seqs, 'An event that nobody was there for must not swallow those that follow.').toEqual([4]);
  });
});

describe('The same handler twice counts once', () => {
  test('one delivery, one leaving', () => {
    const { manager, sent } = setUpConnected();
    const { seqs, handler } = createHandler();
    const leave = manager.subscribe('prices', handler);
    const leaveAgain = manager.subscribe('prices', handler);
    manager.receive(event('prices', 1));
    expect(seqs, 'A handler that was added twice gets an event once.').toEqual([1]);
    sent.length = 0;
    leave();
    expect(sent, 'It counts once: when it leaves, nobody is left.').toEqual([{ op: 'unsubscribe', topic: 'prices' }]);
    leaveAgain();
    expect(sent.length, 'It left already, and there is nothing more to send.').toBe(1);
  });
});

describe('Bad options are refused at construction', () => {
  test('send must be a function', () => {
    for (const options of [{ send: 'ws' }, {}]) {
      const make = (): unknown => Reflect.construct(SubscriptionManager, [options]);
      expect(make, 'A `send` that is missing or no function must be a TypeError.').toThrow(TypeError);
    }
  });
});
