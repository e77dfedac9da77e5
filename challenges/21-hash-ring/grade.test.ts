import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HashRing } from '#answer';

const TEN = Array.from({ length: 10 }, (_, index) => `node-${index}`);
const KEYS = Array.from({ length: 10_000 }, (_, index) => `key-${index}`);
const FEW_KEYS = KEYS.slice(0, 300);

/** The node of each key, in the order of the keys. */
function nodesOf(ring: HashRing, keys: readonly string[] = KEYS): (string | undefined)[] {
  return keys.map((key) => ring.nodeFor(key));
}

/** A hash with so few values that nearly every point of the ring is taken several times. */
function crowdedHash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 8191;
  return sum % 16;
}

/** A hash that spreads well, so that nothing but the number of points decides how even a ring is. */
function evenHash(text: string): number {
  let hash = 0x9747b28c;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x5bd1e995) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** How many of the keys the node with the most holds. */
function mostKeys(ring: HashRing): number {
  const counts = new Map<string | undefined, number>();
  for (const node of nodesOf(ring)) counts.set(node, (counts.get(node) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** Everything that a ring answers about some keys: two rings that agree in this are the same ring. */
function answersOf(ring: HashRing): string {
  return FEW_KEYS.map((key) => `${String(ring.nodeFor(key))} ${ring.nodesFor(key, 5).join(',')}`).join('\n');
}

describe('Each key has one node', () => {
  test('every key is given to a node of the ring', () => {
    const found = new Set(nodesOf(new HashRing({ nodes: TEN })));
    expect([...found].toSorted(), 'keys go to nodes of the ring, and every node gets some').toEqual(TEN);
  });

  test('the same key goes to the same node, on every ring of these nodes', () => {
    const ring = new HashRing({ nodes: TEN });
    const first = nodesOf(ring);
    expect(nodesOf(ring), 'asked again, a ring answers the same').toEqual(first);
    expect(nodesOf(new HashRing({ nodes: TEN })), 'another ring with the same nodes answers the same').toEqual(first);
  });

  test('past the last point the ring begins again', () => {
    for (const replicas of [1, 2]) {
      const ring = new HashRing({ nodes: ['a', 'b'], replicas });
      expect(nodesOf(ring).includes(undefined), 'a ring has no end: no key is left without a node').toBe(false);
    }
  });

  test('one node has all keys', () => {
    expect(new Set(nodesOf(new HashRing({ nodes: ['alone'] }), FEW_KEYS)), 'a single node holds every key').toEqual(
      new Set(['alone']),
    );
  });

  test('the hash that is given is used', () => {
    const ring = new HashRing({ nodes: TEN, hash: () => 7 });
    expect(new Set(nodesOf(ring, FEW_KEYS)).size, 'where all keys have the same hash, all have the same node').toBe(1);
    const heap = new HashRing({ nodes: TEN, hash: (text) => (text.startsWith('key-') ? evenHash(text) : 7) });
    const found = new Set(nodesOf(heap, FEW_KEYS));
    expect(found.size, 'where all nodes stand at the same place, all keys have the same node').toBe(1);
  });
});

describe('An empty ring has no nodes', () => {
  test('it gives undefined and an empty list', () => {
    const ring = new HashRing({ nodes: [] });
    expect(ring.nodeFor('key'), 'nodeFor on an empty ring is undefined').toBeUndefined();
    expect(ring.nodesFor('key', 3), 'nodesFor on an empty ring is []').toEqual([]);
  });

  test('a ring may become empty, and be filled again', () => {
    const ring = new HashRing({ nodes: ['a'] });
    ring.remove('a');
    expect(ring.nodeFor('key'), 'with its last node removed, a ring is empty').toBeUndefined();
    expect(ring.nodesFor('key', 1), 'with its last node removed, a ring is empty').toEqual([]);
    ring.add('b');
    expect(ring.nodeFor('key'), 'a node added to an empty ring gets every key').toBe('b');
  });
});

describe('A new node takes few keys', () => {
  test('at most 15 % of the keys move, and only onto it', () => {
    const ring = new HashRing({ nodes: TEN });
    const before = nodesOf(ring);
    ring.add('node-10');
    const after = nodesOf(ring);
    const moved = after.filter((node, index) => node !== before[index]);
    expect(moved.length, 'the new node takes some of the keys').toBeGreaterThan(0);
    expect(moved.length, 'one node more than ten moves at most 15 % of 10,000 keys').toBeLessThanOrEqual(1_500);
    expect(new Set(moved), 'a key that moves goes to the new node and nowhere else').toEqual(new Set(['node-10']));
  });

  test('a node leaves alone, whatever the others are called', () => {
    const ring = new HashRing({ nodes: ['node-1', 'node-10', 'my-node-1'] });
    ring.remove('node-1');
    const left = new Set(nodesOf(ring, FEW_KEYS));
    expect(left, 'only the node with that very name leaves').toEqual(new Set(['node-10', 'my-node-1']));
  });

  test('a node that leaves gives up its own keys and no other', () => {
    const ring = new HashRing({ nodes: TEN });
    const before = nodesOf(ring);
    ring.remove('node-3');
    const after = nodesOf(ring);
    expect(after.includes('node-3'), 'a node that was removed gets no key').toBe(false);
    const moved = before.filter((node, index) => node !== after[index]);
    expect(new Set(moved), 'only the keys of the node that left move').toEqual(new Set(['node-3']));
    ring.add('node-3');
    expect(nodesOf(ring), 'when it comes back, everything is as before').toEqual(before);
  });
});

describe('No node has much more than its share', () => {
  test('none of ten nodes holds more than 1.5 times its share', () => {
    const most = mostKeys(new HashRing({ nodes: TEN }));
    expect(most, 'of 10,000 keys on ten nodes, none holds more than 1,500').toBeLessThanOrEqual(1_500);
  });

  test('nor with other names, where the hash is an even one', () => {
    for (const name of ['a', '10.0.0.', 'chat-eu-west-', 'shard/']) {
      const nodes = TEN.map((_, index) => `${name}${index}`);
      const most = mostKeys(new HashRing({ nodes, hash: evenHash }));
      expect(most, '160 points a node, the default, keep all ten below 1,500').toBeLessThanOrEqual(1_500);
    }
  });
});

describe('The order of insertion does not matter', () => {
  test('of the nodes given and the nodes added', () => {
    const expected = nodesOf(new HashRing({ nodes: TEN }));
    expect(nodesOf(new HashRing({ nodes: TEN.toReversed() })), 'nodes in another order make the same ring').toEqual(
      expected,
    );
    const grown = new HashRing({ nodes: ['node-7'] });
    for (const node of ['node-2', 'node-9', 'node-0', 'node-5', 'node-1', 'node-8', 'node-3', 'node-6', 'node-4']) {
      grown.add(node);
    }
    expect(nodesOf(grown), 'nodes added one by one make the same ring').toEqual(expected);
  });

  test('nor where every hash is the same', () => {
    const hash = () => 42;
    const one = new HashRing({ nodes: ['a', 'b', 'c'], hash });
    for (const nodes of [
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
    ]) {
      expect(answersOf(new HashRing({ nodes, hash })), 'where points fall together, the order must not decide').toBe(
        answersOf(one),
      );
    }
    one.remove('a');
    expect(answersOf(one), 'a node that left takes no point of another with it').toBe(
      answersOf(new HashRing({ nodes: ['c', 'b'], hash })),
    );
  });

  test('nor where many hashes are', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c', 'd', 'e')), { maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 3, 20), (changes, replicas) => {
        const nodes = new Set<string>();
        const ring = new HashRing({ nodes: [], replicas, hash: crowdedHash });
        for (const [comes, node] of changes) {
          if (comes === nodes.has(node)) continue;
          if (comes) nodes.add(node);
          else nodes.delete(node);
          if (comes) ring.add(node);
          else ring.remove(node);
        }
        const fresh = new HashRing({ nodes: [...nodes].toSorted(), replicas, hash: crowdedHash });
        expect(answersOf(ring), 'a ring is made by its nodes, not by the way they came and went').toBe(
          answersOf(fresh),
        );
      }),
      { seed: 21, numRuns: 60 },
    );
  });
});

describe('nodesFor gives different nodes', () => {
  test('as many as asked for, the first being that of nodeFor', () => {
    const ring = new HashRing({ nodes: TEN });
    for (const key of FEW_KEYS) {
      const nodes = ring.nodesFor(key, 3);
      expect(nodes.length, 'nodesFor(key, 3) gives three nodes').toBe(3);
      expect(new Set(nodes).size, 'the nodes are different ones').toBe(3);
      expect(nodes[0], 'the first is the node that nodeFor gives').toBe(ring.nodeFor(key));
    }
  });

  test('in the order of the ring: the next takes over when the first leaves', () => {
    const ring = new HashRing({ nodes: TEN });
    for (const key of FEW_KEYS.slice(0, 20)) {
      const [first = '', second, third] = ring.nodesFor(key, 3);
      ring.remove(first);
      expect(ring.nodesFor(key, 2), 'without the first node, the key belongs to the second').toEqual([second, third]);
      ring.add(first);
    }
  });

  test('a longer list begins with the shorter one', () => {
    const ring = new HashRing({ nodes: TEN });
    for (const key of FEW_KEYS.slice(0, 50)) {
      const all = ring.nodesFor(key, 10);
      expect(ring.nodesFor(key, 4), 'the first four are the first four of all').toEqual(all.slice(0, 4));
      expect(all.toSorted(), 'ten of ten are all nodes').toEqual(TEN);
    }
  });

  test('where fewer are there, all of them', () => {
    const ring = new HashRing({ nodes: ['a', 'b'] });
    expect(ring.nodesFor('key', 5).toSorted(), 'two nodes are all that there is, each once').toEqual(['a', 'b']);
    const crowded = new HashRing({ nodes: ['a', 'b', 'c'], hash: () => 1 });
    expect(crowded.nodesFor('key', 3).toSorted(), 'also where all points fall together').toEqual(['a', 'b', 'c']);
    expect(crowded.nodesFor('key', 2)[0], 'and nodeFor gives the first of them').toBe(crowded.nodeFor('key'));
  });
});

describe('A wrong option is refused', () => {
  test.each([-1, Number.NaN])('replicas of %s is a RangeError', (replicas) => {
    expect(() => new HashRing({ nodes: TEN, replicas }), 'replicas is a whole number of at least 1').toThrow(
      RangeError,
    );
  });

  test('a wrong type is a TypeError', () => {
    const wrong: Record<string, unknown>[] = [
      { nodes: TEN, replicas: '160' },
      { nodes: TEN, hash: 'md5' },
      { nodes: 7 },
    ];
    for (const options of wrong) {
      const make = () => new HashRing(options as unknown as { nodes: string[] });
      expect(make, `${JSON.stringify(options).slice(-20)}: a wrong type is a TypeError`).toThrow(TypeError);
    }
  });
});
