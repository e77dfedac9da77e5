import { describe, expect, test } from 'vitest';
import { Broadcaster, type BroadcasterOptions } from '#answer';

/** A client whose network takes nothing until `flush` is called: what is sent piles up in `bufferedAmount`. */
class FakeClient {
  readonly got: string[] = [];
  readonly closed: number[] = [];
  bufferedAmount: number;
  breaks = false;

  constructor(bufferedAmount = 0) {
    this.bufferedAmount = bufferedAmount;
  }

  send(text: string): void {
    if (this.breaks) throw new Error('The connection is gone.');
    this.got.push(text);
    this.bufferedAmount += new TextEncoder().encode(text).byteLength;
  }

  close(code: number): void {
    this.closed.push(code);
  }

  /** The network takes all but so many bytes. */
  flush(left = 0): void {
    this.bufferedAmount = left;
  }
}

/** A broadcaster of text with a mark of 10 bytes, and its clients. */
function create(options: Partial<BroadcasterOptions<string>> = {}, ...clients: FakeClient[]) {
  const encoded: string[] = [];
  const broadcaster = new Broadcaster<string>({
    encode: (item) => {
      encoded.push(item);
      return item;
    },
    highWaterBytes: 10,
    policy: 'drop-oldest',
    ...options,
  });
  const removes = clients.map((client) => broadcaster.add(client));
  /** What has been sent, dropped and disconnected so far. */
  const counts = (): number[] => {
    const { sent, dropped, disconnected } = broadcaster.stats;
    return [sent, dropped, disconnected];
  };
  const broadcast = (...items: string[]): void => {
    for (const item of items) broadcaster.broadcast(item);
  };
  return { broadcaster, encoded, removes, counts, broadcast };
}

describe('Each item is encoded once', () => {
  test('for all clients', () => {
    const clients = [new FakeClient(), new FakeClient(), new FakeClient(100)];
    const { broadcaster, encoded, broadcast } = create({ encode: (item) => `<${encoded.push(item)}>` }, ...clients);
    broadcast('a');
    expect(encoded, '`encode` is called once for a broadcast, however many clients there are.').toEqual(['a']);
    for (const client of clients) client.flush();
    broadcaster.drain();
    expect(
      clients.map(({ got }) => got),
      'Every client gets the encoded text.',
    ).toEqual([['<1>'], ['<1>'], ['<1>']]);
    expect(encoded, 'What waited is not encoded again.').toEqual(['a']);
  });
});

describe('What fits goes out at once', () => {
  test('up to the mark', () => {
    const client = new FakeClient(4);
    const { counts, broadcast } = create({}, client);
    broadcast('123456');
    expect(client.got, 'What makes `bufferedAmount` exactly the mark still fits.').toEqual(['123456']);
    broadcast('7');
    expect(client.got, 'What would go over the mark is not sent.').toEqual(['123456']);
    expect(counts(), 'Sent is what a client took, and nothing was dropped.').toEqual([1, 0, 0]);
  });

  test('whatever its size where nothing is buffered', () => {
    const client = new FakeClient();
    const { counts, broadcast } = create({ policy: 'disconnect' }, client);
    broadcast('far more than ten bytes');
    expect(client.got, 'A client with nothing buffered takes an item of any size.').toEqual([
      'far more than ten bytes',
    ]);
    expect(counts(), 'Sent is counted for each client that took it.').toEqual([1, 0, 0]);
  });

  test('with a mark of 65536 bytes where none is given', () => {
    const clients = [new FakeClient(65_535), new FakeClient(65_536)];
    const broadcaster = new Broadcaster<string>({ encode: (item) => item, policy: 'latest' });
    for (const client of clients) broadcaster.add(client);
    broadcaster.broadcast('1');
    const got = clients.map((client) => client.got.length);
    expect(got, '`highWaterBytes` is 65536 where it is not given.').toEqual([1, 0]);
  });
});

describe('Bytes are those of UTF-8', () => {
  test('in what a client has buffered', () => {
    const clients = [new FakeClient(4), new FakeClient(5)];
    const { broadcast } = create({}, ...clients);
    broadcast('€€');
    const got = clients.map((client) => client.got);
    expect(got, 'Two euro signs are six bytes, though their length is 2.').toEqual([['€€'], []]);
  });

  test('in the queue', () => {
    const client = new FakeClient(10);
    const { broadcaster, counts, broadcast } = create({}, client);
    broadcast('€€€', 'x', '😀');
    expect(counts(), 'Three euro signs are nine bytes, and an emoji is four: the oldest has no room.').toEqual([
      0, 1, 0,
    ]);
    client.flush();
    broadcaster.drain();
    expect(client.got, 'What was dropped is the oldest.').toEqual(['x', '😀']);
  });
});

describe('A slow client does not delay the others', () => {
  test('with any policy', () => {
    for (const policy of ['drop-oldest', 'latest', 'disconnect'] as const) {
      const slow = new FakeClient(100);
      const fast = [new FakeClient(), new FakeClient()];
      const [before, after] = fast;
      const { counts, broadcast } = create({ policy }, ...(before && after ? [before, slow, after] : []));
      for (const item of ['a', 'b', 'c']) {
        broadcast(item);
        for (const client of fast) client.flush();
      }
      const got = fast.map((client) => client.got.join(''));
      expect(got, 'The others get every message at once, in order.').toEqual(['abc', 'abc']);
      expect(slow.got, 'A client that is over its mark is sent nothing more.').toEqual([]);
      const expected = { 'drop-oldest': [6, 0, 0], latest: [6, 2, 0], disconnect: [6, 0, 1] };
      expect(counts(), `With ${policy} the counts are exact.`).toEqual(expected[policy]);
    }
  });
});

describe('What waits keeps its order', () => {
  test('a small item does not overtake', () => {
    const client = new FakeClient(6);
    const { broadcaster, broadcast } = create({}, client);
    broadcast('12345', 'x');
    expect(client.got, 'An item that would fit does not go past one that waits.').toEqual([]);
    client.flush();
    broadcaster.drain();
    expect(client.got, 'What waited leaves in the order of the broadcasts.').toEqual(['12345', 'x']);
  });

  test('broadcast drains first', () => {
    const client = new FakeClient(10);
    const { counts, broadcast } = create({}, client);
    broadcast('old');
    client.flush();
    broadcast('new');
    expect(client.got, 'A broadcast first sends what waits, then its own item.').toEqual(['old', 'new']);
    expect(counts(), 'What left the queue is sent, not dropped.').toEqual([2, 0, 0]);
  });
});

describe('drain sends what fits now', () => {
  test('and no more', () => {
    const client = new FakeClient(10);
    const { broadcaster, counts, broadcast } = create({}, client);
    broadcast('aaaa', 'bbb', 'ccc');
    broadcaster.drain();
    expect(client.got, 'A full client is sent nothing by `drain()`.').toEqual([]);
    client.flush(5);
    broadcaster.drain();
    expect(client.got, '`drain()` looks at `bufferedAmount` anew before each item.').toEqual(['aaaa']);
    client.flush(4);
    broadcaster.drain();
    expect(client.got, '`drain()` sends up to the mark.').toEqual(['aaaa', 'bbb', 'ccc']);
    client.flush();
    broadcaster.drain();
    expect(counts(), 'What was sent does not wait any more.').toEqual([3, 0, 0]);
  });

  test('for every client', () => {
    const clients = [new FakeClient(10), new FakeClient(10), new FakeClient(10)];
    const { broadcaster, broadcast } = create({}, ...clients);
    broadcast('a', 'b');
    for (const client of clients.slice(1)) client.flush();
    broadcaster.drain();
    const got = clients.map((client) => client.got.join(''));
    expect(got, '`drain()` goes through all clients, each on its own.').toEqual(['', 'ab', 'ab']);
  });
});

describe('drop-oldest keeps the queue within the mark', () => {
  test('at the mark nothing is dropped', () => {
    const client = new FakeClient(10);
    const { broadcaster, counts, broadcast } = create({}, client);
    broadcast('aaaa', 'bbb', 'ccc');
    expect(counts(), 'Ten bytes are within a mark of ten.').toEqual([0, 0, 0]);
    broadcast('d');
    expect(counts(), 'As many of the oldest are dropped as needed, and no more.').toEqual([0, 1, 0]);
    broadcast('eeeeeeee');
    expect(counts(), 'As many of the oldest are dropped as needed, and no more.').toEqual([0, 3, 0]);
    client.flush();
    broadcaster.drain();
    expect(client.got, 'The newest are those that stay, in order.').toEqual(['d', 'eeeeeeee']);
    expect(counts(), 'The counts are exact.').toEqual([2, 3, 0]);
  });

  test('one item may exceed it alone', () => {
    const client = new FakeClient(10);
    const { broadcaster, counts, broadcast } = create({}, client);
    broadcast('a', 'b', 'more than ten bytes');
    expect(counts(), 'An item over the mark takes the place of all others.').toEqual([0, 2, 0]);
    client.flush(1);
    broadcaster.drain();
    expect(client.got, 'An item over the mark waits until nothing is buffered.').toEqual([]);
    client.flush();
    broadcaster.drain();
    expect(client.got, 'An item over the mark leaves when nothing is buffered.').toEqual(['more than ten bytes']);
    client.flush(10);
    broadcast('aaaaa', 'bbbbb');
    expect(counts(), 'The bytes of what has left the queue do not count any more.').toEqual([1, 2, 0]);
  });
});

describe('latest keeps one', () => {
  test('the newest', () => {
    const client = new FakeClient(10);
    const { broadcaster, counts, broadcast } = create({ policy: 'latest' }, client);
    broadcast('a', 'b', 'c');
    expect(counts(), 'Every item that a newer one replaces is dropped.').toEqual([0, 2, 0]);
    client.flush();
    broadcaster.drain();
    expect(client.got, 'Only the newest waits.').toEqual(['c']);
    broadcaster.drain();
    expect(counts(), 'What was sent is not dropped.').toEqual([1, 2, 0]);
  });
});

describe('disconnect closes with 1013', () => {
  test('once, and sends nothing more', () => {
    const [slow, other] = [new FakeClient(10), new FakeClient()];
    const { broadcaster, counts, broadcast, removes } = create({ policy: 'disconnect' }, slow, other);
    broadcast('a');
    expect(slow.closed, 'A client that has no room is closed with the code 1013.').toEqual([1013]);
    slow.flush();
    broadcast('b');
    broadcaster.drain();
    for (const remove of removes) remove();
    expect(slow.got, 'A client that was disconnected is sent nothing more.').toEqual([]);
    expect([slow.closed.length, other.closed.length], 'A client is closed once, and no other.').toEqual([1, 0]);
    expect(counts(), 'A disconnect is counted once, and is no drop.').toEqual([2, 0, 1]);
  });
});

describe('A send that throws removes that client alone', () => {
  test('in a broadcast', () => {
    const [first, broken, last] = [new FakeClient(), new FakeClient(), new FakeClient()];
    broken.breaks = true;
    const { counts, broadcast } = create({}, first, broken, last);
    broadcast('a', 'b');
    expect([first.got, last.got], 'The others get everything.').toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(counts(), 'It counts as disconnected, once, and what it did not take is not sent.').toEqual([4, 0, 1]);
    expect(broken.closed, 'A client whose `send` throws is not closed.').toEqual([]);
    broken.breaks = false;
    broadcast('c');
    expect(broken.got, 'It is removed and gets nothing later.').toEqual([]);
  });

  test('in a drain', () => {
    const [broken, other] = [new FakeClient(10), new FakeClient(10)];
    const { broadcaster, counts, broadcast } = create({}, broken, other);
    broadcast('a', 'b');
    broken.breaks = true;
    broken.flush();
    other.flush();
    broadcaster.drain();
    expect(other.got, 'The others are drained.').toEqual(['a', 'b']);
    expect(counts(), 'It counts as disconnected, once; what waited for it does not count as dropped.').toEqual([
      2, 0, 1,
    ]);
    broadcast('c');
    expect(counts(), 'It is removed: nothing is counted for it later.').toEqual([3, 0, 1]);
  });

  test('in the draining before a broadcast', () => {
    const [broken, other] = [new FakeClient(10), new FakeClient()];
    const { counts, broadcast } = create({}, broken, other);
    broadcast('a');
    broken.breaks = true;
    broken.flush();
    broadcast('b');
    expect(other.got, 'The others get everything.').toEqual(['a', 'b']);
    expect(counts(), 'A client that is lost while draining is counted once.').toEqual([2, 0, 1]);
  });
});

describe('Who was removed counts for nothing', () => {
  test('neither sent nor dropped nor disconnected', () => {
    const [slow, fast] = [new FakeClient(10), new FakeClient()];
    const { broadcaster, counts, broadcast, removes } = create({}, slow, fast);
    broadcast('a', 'b');
    expect(counts(), 'What waits is neither sent nor dropped.').toEqual([2, 0, 0]);
    removes[0]?.();
    removes[0]?.();
    slow.flush();
    broadcaster.drain();
    broadcast('c');
    expect(slow.got, 'A client that was removed gets nothing, not even what waited for it.').toEqual([]);
    expect(slow.closed, 'A client that was removed is not closed.').toEqual([]);
    expect(counts(), 'What waited for a client that was removed does not count as dropped.').toEqual([3, 0, 0]);
    expect(fast.got, 'The others stay.').toEqual(['a', 'b', 'c']);
  });
});

describe('Wrong options are refused', () => {
  test('by the constructor', () => {
    for (const highWaterBytes of [-1, Number.NaN]) {
      expect(() => create({ highWaterBytes }), `highWaterBytes: ${highWaterBytes} is a RangeError.`).toThrow(
        RangeError,
      );
    }
    const wrong = 'ten' as unknown;
    const highWaterBytes = wrong as number;
    expect(() => create({ highWaterBytes }), 'highWaterBytes as text is a TypeError.').toThrow(TypeError);
    expect(() => create({ encode: wrong as () => string }), 'An `encode` of text is a TypeError.').toThrow(TypeError);
  });
});
