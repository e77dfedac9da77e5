import { contentOf, equal, eventually, type Harness, holds, put, read, rejectionOf, startSource } from './harness.ts';

/** One behaviour that every transport must show. It rejects with a sentence about what was expected and what came. */
export interface Behaviour {
  title: string;
  run(harness: Harness): Promise<void>;
}

const clean = { received: 0, lost: 0, duplicated: 0, reordered: 0, skipped: 0 };
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index);

const delivery: Behaviour[] = [
  {
    title: 'delivers what is published, as it was published',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'talk' });
      await reader.opened();
      const data = { text: 'grüß dich — 你好 👋', list: [1, 2.5, null, true], nested: { line: 'a\nb\r\nc' } };
      equal(await reader.publish('say', data), { seq: 1 }, 'the answer to the publish');
      await reader.until(() => reader.events.length === 1, 'the event');
      const [event] = reader.events;
      equal([event?.topic, event?.seq, event?.type, event?.data], ['talk', 1, 'say', data], 'the event');
      holds(Math.abs((event?.at ?? 0) - Date.now()) < 60_000, 'the event has the time of its publish');
    },
  },
  {
    title: 'delivers in order what comes fast',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'fast', after: 0 });
      await reader.opened();
      await startSource(lab, 'fast', { ratePerSecond: 5000, count: 2000 });
      await reader.until(() => reader.events.length === 2000, '2000 events');
      equal(reader.seqs(), upTo(2000), 'the order');
    },
  },
  {
    title: 'starts with the next event where no position is given',
    async run(harness) {
      const lab = await harness.startLab();
      for (const text of ['a', 'b', 'c']) await put(lab, 'old', text);
      const reader = read(harness, lab, { topic: 'old' });
      await reader.opened();
      await put(lab, 'old', 'd');
      await reader.until(() => reader.events.length > 0, 'the next event');
      equal(reader.seqs(), [4], 'what was delivered');
      equal(reader.resets, [], 'the resets');
    },
  },
  {
    title: 'goes on after a position that it is given',
    async run(harness) {
      const lab = await harness.startLab();
      for (const text of ['a', 'b', 'c', 'd']) await put(lab, 'book', text);
      const reader = read(harness, lab, { topic: 'book', after: 2, log: lab.log });
      await reader.until(() => reader.events.length === 2, 'the two events after the position');
      equal(reader.seqs(), [3, 4], 'what was delivered');
      equal(reader.resets, [], 'the resets');
    },
  },
  {
    title: 'delivers to two readers of a topic, and only what is theirs',
    async run(harness) {
      const lab = await harness.startLab();
      const [one, two, other] = ['both', 'both', 'other'].map((topic) => read(harness, lab, { topic, after: 0 }));
      if (one === undefined || two === undefined || other === undefined) return;
      await Promise.all([one.opened(), two.opened(), other.opened()]);
      await put(lab, 'both', 1);
      await put(lab, 'other', 2);
      await put(lab, 'both', 3);
      await Promise.all([one, two].map((reader) => reader.until(() => reader.events.length === 2, 'two events')));
      await other.until(() => other.events.length === 1, 'one event');
      equal(
        [one, two, other].map(({ events }) => events.map(({ data }) => data)),
        [[1, 3], [1, 3], [2]],
        'the data',
      );
    },
  },
];

const losses: Behaviour[] = [
  // #region drops
  {
    title: 'loses, doubles and swaps nothing when the server drops the connection, again and again, under load',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'load', after: 0 });
      await reader.opened();
      await startSource(lab, 'load', { ratePerSecond: 500, count: 1000 });
      for (const reached of [50, 200, 350, 500, 650]) {
        await reader.until(() => reader.events.length >= reached, `${reached} events`);
        await lab.drop();
      }
      await reader.until(() => reader.events.length >= 1000, '1000 events');
      equal(reader.counts(), { ...clean, received: 1000 }, 'the ledger');
      equal(reader.resets, [], 'the resets');
    },
  },
  // #endregion drops
  {
    title: "loses nothing when the transport's server is restarted on the same port",
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'load', after: 0 });
      await reader.opened();
      await startSource(lab, 'load', { ratePerSecond: 500, count: 500 });
      await reader.until(() => reader.events.length >= 50, '50 events');
      await lab.restart();
      await reader.until(() => reader.events.length >= 500, '500 events');
      equal(reader.counts(), { ...clean, received: 500 }, 'the ledger');
      equal(reader.resets, [], 'the resets');
      const hasFailed = reader.states.some(({ name }) => name === 'failed');
      holds(!hasFailed, 'the connection did not fail');
    },
  },
  {
    title: 'tells once of another log when the lab is restarted, and delivers it from its beginning',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'town', after: 0 });
      await reader.opened();
      for (const text of ['a', 'b', 'c']) await put(lab, 'town', text);
      await reader.until(() => reader.events.length === 3, 'three events');
      const next = await lab.replace('town', 10);
      await reader.until(() => reader.events.length === 13, 'ten events of the new log');
      equal(reader.seqs(), [...upTo(3), ...upTo(10)], 'what was delivered');
      equal(reader.resets.length, 1, 'the number of resets');
      equal([reader.resets[0]?.cause, reader.resets[0]?.log], ['log', next.log], 'the reset');
      await put(next, 'town', 'live');
      await reader.until(() => reader.events.length === 14, 'the next event of the new log');
      equal(reader.counts(), { ...clean, received: 14 }, 'the ledger');
    },
  },
  {
    title: 'never takes a position of an old log for one of a new log that has grown past it',
    async run(harness) {
      const lab = await harness.startLab();
      await put(lab, 'town', 'old');
      const next = await lab.replace('town', 20);
      const reader = read(harness, next, { topic: 'town', after: 5, log: lab.log });
      await reader.until(() => reader.events.length === 20, 'the whole new log');
      equal(reader.seqs(), upTo(20), 'what was delivered');
      equal(
        reader.resets.map(({ cause, log }) => [cause, log]),
        [['log', next.log]],
        'the resets',
      );
    },
  },
  {
    title: 'is told of a gap where the position is no longer kept, and goes on live',
    async run(harness) {
      const lab = await harness.startLab({ topicEvents: 5 });
      for (const value of upTo(20)) await put(lab, 'short', value);
      const reader = read(harness, lab, { topic: 'short', after: 2, log: lab.log });
      await reader.until(() => reader.resets.length === 1, 'the reset');
      const [reset] = reader.resets;
      equal([reset?.cause, reset?.oldest, reset?.newest, reset?.log], ['gap', 16, 20, lab.log], 'the reset');
      await reader.opened();
      await put(lab, 'short', 21);
      await reader.until(() => reader.events.length === 1, 'the next event');
      equal(reader.seqs(), [21], 'what was delivered');
      equal(reader.resets.length, 1, 'the number of resets');
    },
  },
  {
    title: 'is told of a gap where the position is beyond the newest, and goes on live',
    async run(harness) {
      const lab = await harness.startLab();
      await put(lab, 'young', 1);
      const reader = read(harness, lab, { topic: 'young', after: 1000 });
      await reader.until(() => reader.resets.length === 1, 'the reset');
      equal([reader.resets[0]?.cause, reader.resets[0]?.newest], ['gap', 1], 'the reset');
      await reader.opened();
      await put(lab, 'young', 2);
      await reader.until(() => reader.events.length === 1, 'the next event');
      equal(reader.seqs(), [2], 'what was delivered');
    },
  },
];

const publishing: Behaviour[] = [
  {
    title: 'publishes in the order of the calls',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'order', after: 0 });
      const answers = await Promise.all(upTo(40).map((value) => reader.publish('say', value)));
      const seqs = answers.map(({ seq }) => seq);
      equal(seqs, upTo(40), 'the answers');
      equal(
        (await contentOf(lab, 'order')).map(({ data }) => data),
        upTo(40),
        'the log',
      );
    },
  },
  {
    title: 'takes the same id for the same publish: the first answer again, and nothing appended',
    async run(harness) {
      const lab = await harness.startLab();
      // Two clients with the same random numbers make the same ids.
      const [first, second] = [1, 2].map(() => read(harness, lab, { topic: 'twice', random: () => 0.05 }));
      const answer = await first?.publish('say', 'once');
      await put(lab, 'twice', 'between');
      equal(await second?.publish('say', 'again'), answer, 'the answer to the repeat');
      equal(
        (await contentOf(lab, 'twice')).map(({ data }) => data),
        ['once', 'between'],
        'the log',
      );
    },
  },
  {
    title: 'lands a publish once that is made while the server is away',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'away', after: 0 });
      await reader.opened();
      const restart = lab.restart();
      const answers = await Promise.all(upTo(5).map((value) => reader.publish('say', value)));
      await restart;
      equal(
        answers.map(({ seq }) => seq).sort((a, b) => a - b),
        upTo(5),
        'the answers',
      );
      equal((await contentOf(lab, 'away')).length, 5, 'the length of the log');
      await reader.until(() => reader.events.length === 5, 'the five events');
    },
  },
  {
    title: 'lands every publish once while connections are dropped',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'storm', after: 0 });
      await reader.opened();
      const answers = upTo(60).map((value) => reader.publish('say', value));
      for (const reached of [5, 20, 35, 50]) {
        await reader.until(() => reader.events.length >= reached, `${reached} events`);
        await lab.drop();
      }
      const seqs = (await Promise.all(answers)).map(({ seq }) => seq);
      equal(new Set(seqs).size, 60, 'the number of different answers');
      await reader.until(() => reader.events.length >= 60, '60 events');
      const data = (await contentOf(lab, 'storm')).map(({ data }) => data as number);
      equal(
        data.sort((a, b) => a - b),
        upTo(60),
        'the log',
      );
      equal(reader.counts(), { ...clean, received: 60 }, 'the ledger');
    },
  },
];

const limits: Behaviour[] = [
  {
    title: 'fails for good where the topic is no topic',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'No Topic!' });
      await reader.until(() => reader.state.name === 'failed', 'a failed connection');
      equal(reader.state.name === 'failed' && reader.state.code, 'bad-request', 'the code');
      equal((await rejectionOf(reader.publish('say', 1))).code, 'bad-request', 'the rejection of a publish');
      equal(reader.liveTimers(), 0, 'the number of timers left');
    },
  },
  {
    title: 'rejects a publish that is wrong or too large, and goes on',
    async run(harness) {
      const lab = await harness.startLab();
      const reader = read(harness, lab, { topic: 'large' });
      await reader.opened();
      const tooLarge = rejectionOf(reader.publish('say', 'x'.repeat(70_000)));
      equal(await tooLarge, { name: 'TransportError', code: 'too-large' }, 'the first rejection');
      const wrong = rejectionOf(reader.publish('No Type!', 1));
      equal(await wrong, { name: 'TransportError', code: 'bad-request' }, 'the second rejection');
      equal(await reader.publish('say', 'x'.repeat(60_000)), { seq: 1 }, 'the answer to what is not too large');
      const huge = rejectionOf(reader.publish('say', 'x'.repeat(400_000)));
      equal(await huge, { name: 'TransportError', code: 'too-large' }, 'the last rejection');
      equal(await reader.publish('say', 2), { seq: 2 }, 'the answer after it');
      await reader.until(() => reader.events.length === 2, 'the two events');
    },
  },
  {
    title: 'delivers in the end what it publishes faster than it may',
    async run(harness) {
      const lab = await harness.startLab({ ratePerSecond: 60, rateBurst: 10 });
      const reader = read(harness, lab, { topic: 'hurry', after: 0, intervalMs: 100 });
      const answers = await Promise.all(upTo(50).map((value) => reader.publish('say', value)));
      equal(new Set(answers.map(({ seq }) => seq)).size, 50, 'the number of different answers');
      await reader.until(() => reader.events.length === 50, '50 events');
      equal(reader.counts(), { ...clean, received: 50 }, 'the ledger');
    },
  },
  {
    title: 'waits while the server is full, and comes in when there is room',
    async run(harness) {
      // Room for eight: a browser alone may open six for requests, and one more for a WebSocket.
      const lab = await harness.startLab({ maxConnections: 8 });
      const free = await lab.occupy(8);
      const reader = read(harness, lab, { topic: 'full', after: 0 });
      await reader.until(() => reader.state.name === 'waiting', 'a waiting connection');
      await free();
      await reader.opened();
    },
  },
];

const endings: Behaviour[] = [
  {
    title: 'calls nothing back after it was closed, and rejects what was not answered',
    async run(harness) {
      const lab = await harness.startLab();
      let calls = 0;
      const count = () => calls++;
      const options = { topic: 'end', after: 0, onEvent: count, onState: count, onTrace: count };
      const reader = read(harness, lab, options);
      await reader.opened();
      await startSource(lab, 'end', { ratePerSecond: 1000, count: 300 });
      await reader.until(() => reader.events.length > 20, 'events');
      const unanswered = rejectionOf(reader.publish('say', 1));
      reader.close();
      const before = calls;
      equal(await unanswered, { name: 'TransportError', code: 'closed' }, 'the rejection');
      equal((await rejectionOf(reader.publish('say', 2))).code, 'closed', 'the rejection of a later publish');
      reader.close();
      equal(reader.state, { name: 'closed' }, 'the state');
      const other = read(harness, lab, { topic: 'end', after: 0 });
      await other.until(() => other.events.length >= 300, '300 events at another reader');
      equal(calls, before, 'the number of calls');
    },
  },
  {
    title: 'delivers nothing more when it is closed while an event is being handled',
    async run(harness) {
      const lab = await harness.startLab();
      for (const value of upTo(10)) await put(lab, 'stop', value);
      const reader = read(harness, lab, {
        topic: 'stop',
        after: 0,
        onEvent: ({ seq }) => {
          if (seq === 3) reader.close();
        },
      });
      await reader.until(() => reader.state.name === 'closed', 'a closed connection');
      const other = read(harness, lab, { topic: 'stop', after: 0 });
      await other.until(() => other.events.length === 10, 'ten events at another reader');
      equal(reader.seqs(), [1, 2, 3], 'what was delivered');
    },
  },
  {
    title: 'leaves no timer behind, in whatever state it is closed',
    async run(harness) {
      const lab = await harness.startLab();
      const readers = upTo(4).map((value) => read(harness, lab, { topic: `left-${value}`, after: 0 }));
      const [atOnce, connecting, open, waiting] = readers;
      atOnce?.close();
      await connecting?.until(() => connecting.state.name === 'connecting', 'a connecting reader');
      connecting?.close();
      await Promise.all([open?.opened(), waiting?.opened()]);
      open?.close();
      await lab.stop();
      await waiting?.until(() => waiting.state.name === 'waiting', 'a waiting reader');
      waiting?.close();
      const timers = readers.map((reader) => reader.liveTimers());
      equal(timers, [0, 0, 0, 0], 'the numbers of timers left');
    },
  },
  {
    title: 'leaves no connection behind, whether it is closed early or late',
    async run(harness) {
      const lab = await harness.startLab();
      const readers = upTo(3).map((value) => read(harness, lab, { topic: `left-${value}`, after: 0 }));
      const [connecting, open, publishing] = readers;
      await connecting?.until(() => connecting.state.name === 'connecting', 'a connecting reader');
      connecting?.close();
      await Promise.all([open?.opened(), publishing?.opened()]);
      open?.close();
      const rejection = publishing && rejectionOf(publishing.publish('say', 1));
      publishing?.close();
      const [other] = await Promise.all([harness.startLab(), rejection]);
      // The platform keeps connections for a while, and may open a spare one that arrives late. Cut twice, none may come.
      for (let cuts = 0; cuts === 0 || (cuts === 1 && (await lab.connections()) > 0); cuts++) {
        await eventually(async () => {
          if (harness.id !== 'websocket') await lab.drop();
          return (await lab.connections()) === 0;
        }, 'no connection left');
        for (const value of upTo(50)) await put(other, 'meanwhile', value);
      }
      equal(await lab.connections(), 0, 'the number of connections a while later');
    },
  },
];

/** All behaviours of the contract, in the order in which they are best read. */
export const BEHAVIOURS: readonly Behaviour[] = [...delivery, ...losses, ...publishing, ...limits, ...endings];
