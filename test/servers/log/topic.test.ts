import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_MEMORY_MS, Topic } from '../../../servers/log/topic.ts';

const FOREVER = { events: Number.POSITIVE_INFINITY, ageMs: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** A topic with `count` entries of 10 bytes, one a millisecond from 1 on. */
function topicOf(count: number): Topic {
  const topic = new Topic(0);
  for (let seq = 1; seq <= count; seq++) topic.append({ seq, at: seq, json: `${seq}`, bytes: 10 }, `id-${seq}`);
  return topic;
}

const seqs = (topic: Topic, after: number, { events = Infinity, bytes = Infinity } = {}) =>
  topic.read(after, events, bytes).map(({ seq }) => seq);

describe('a topic', () => {
  it('is empty at first, and says so with an oldest that follows the newest', () => {
    const topic = new Topic(7);
    expect(topic).toMatchObject({ newest: 0, oldest: 1, size: 0, bytes: 0, usedAt: 7, idCount: 0 });
  });

  it('reads what follows a position, in order', () => {
    expect(seqs(topicOf(5), 0)).toEqual([1, 2, 3, 4, 5]);
    expect(seqs(topicOf(5), 3)).toEqual([4, 5]);
    expect(seqs(topicOf(5), 5)).toEqual([]);
  });

  it('reads no more than it is asked for, in events and in bytes', () => {
    expect(seqs(topicOf(5), 1, { events: 2 })).toEqual([2, 3]);
    expect(seqs(topicOf(5), 0, { bytes: 30 })).toEqual([1, 2, 3]);
    expect(seqs(topicOf(5), 0, { bytes: 29 })).toEqual([1, 2]);
  });

  it('reads one entry at least, however large it is', () => {
    expect(seqs(topicOf(5), 2, { bytes: 1 })).toEqual([3]);
  });

  it.each([
    ['events', { events: 3 }, 20],
    ['bytes', { bytes: 39 }, 20],
    ['age', { ageMs: 3 }, 5],
  ])('gives up its oldest entries by %s, and counts on', (_, retention, freed) => {
    const topic = topicOf(5);
    const now = 'ageMs' in retention ? 5 : 0;
    expect(topic.expire(now, { ...FOREVER, ...retention })).toBeGreaterThanOrEqual(freed);
    expect(topic.oldest).toBe(3);
    expect(topic.newest).toBe(5);
    expect(topic.bytes).toBe(30);
    topic.append({ seq: 6, at: 6, json: '6', bytes: 10 });
    expect(seqs(topic, 2)).toEqual([3, 4, 5, 6]);
  });

  it('keeps its bounds when nothing is left', () => {
    const topic = topicOf(5);
    topic.expire(1000, { ...FOREVER, ageMs: 1 });
    expect(topic).toMatchObject({ oldest: 6, newest: 5, size: 0, bytes: 0 });
  });

  it('remembers an id as long as its event is kept', () => {
    const topic = topicOf(5);
    expect(topic.forgetIds(ID_MEMORY_MS * 10)).toBe(0);
    expect(topic.seqOf('id-1')).toBe(1);
  });

  it('remembers an id ten minutes after its event, although that is no longer kept', () => {
    const topic = topicOf(5);
    topic.expire(0, { ...FOREVER, events: 1 });
    expect(topic.forgetIds(ID_MEMORY_MS)).toBe(0);
    expect(topic.seqOf('id-1')).toBe(1);
    expect(topic.forgetIds(ID_MEMORY_MS + 2)).toBe(2);
    expect([1, 2, 3, 4, 5].map((seq) => topic.seqOf(`id-${seq}`))).toEqual([undefined, undefined, 3, 4, 5]);
    expect(topic.idCount).toBe(3);
  });

  it('holds exactly the newest entries after any mixture of appending and giving up', () => {
    const step = fc.oneof(
      fc.record({ append: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ keep: fc.integer({ min: 0, max: 900 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(2000), (steps, position) => {
        const topic = new Topic(0);
        let kept: number[] = [];
        for (const step of steps) {
          if ('append' in step) {
            for (let left = step.append; left > 0; left--) {
              const seq = topic.newest + 1;
              topic.append({ seq, at: 0, json: `${seq}`, bytes: 1 });
              kept.push(seq);
            }
          } else {
            topic.expire(0, { ...FOREVER, events: step.keep });
            kept = step.keep === 0 ? [] : kept.slice(-step.keep);
          }
        }
        expect(topic.size).toBe(kept.length);
        expect(topic.bytes).toBe(kept.length);
        expect(seqs(topic, topic.oldest - 1)).toEqual(kept);
        const after = Math.min(topic.newest, topic.oldest - 1 + (position % (topic.size + 1)));
        expect(seqs(topic, after)).toEqual(kept.filter((seq) => seq > after));
      }),
      { numRuns: 50 },
    );
  });
});
