// Mistake: A number of replicas that is NaN slips through, since NaN is not below 1.
// Caught by: A wrong option is refused > replicas of NaN is a RangeError
/** Options of a {@link HashRing}. */
export interface HashRingOptions {
  /** The names of the nodes, in any order. */
  nodes: readonly string[];
  /**
   * How many points each node has on the ring.
   *
   * @default 160
   */
  replicas?: number;
  /** Puts a text on the ring: the same number for the same text, always. @default one of your own */
  hash?: (text: string) => number;
}

/** Where a node stands on the ring. Each node has many of them. */
interface Point {
  readonly position: number;
  readonly node: string;
}

/** Finds the node that a key belongs to, so that few keys move when nodes come and go. */
export class HashRing {
  readonly #replicas: number;
  readonly #hash: (text: string) => number;
  readonly #nodes = new Set<string>();
  /** Sorted by position, and by name where positions are equal. */
  #points: Point[] = [];

  constructor({ nodes, replicas = 160, hash = hashText }: HashRingOptions) {
    if (!Array.isArray(nodes)) throw new TypeError(`Expected \`nodes\` to be a list, got ${typeof nodes}`);
    if (typeof replicas !== 'number')
      throw new TypeError(`Expected \`replicas\` to be a number, got ${typeof replicas}`);
    if (replicas < 1) {
      throw new RangeError(`Expected \`replicas\` to be at least 1, got \`${replicas}\``);
    }
    if (typeof hash !== 'function') throw new TypeError(`Expected \`hash\` to be a function, got ${typeof hash}`);
    this.#replicas = replicas;
    this.#hash = hash;
    for (const node of nodes) this.add(node);
  }

  /** The node of a key; `undefined` on an empty ring. */
  nodeFor(key: string): string | undefined {
    return this.#points[this.#indexFrom(key)]?.node;
  }

  /** The first `count` different nodes from the key on, in the order of the ring; fewer where there are fewer. */
  nodesFor(key: string, count: number): string[] {
    const found = new Set<string>();
    const from = this.#indexFrom(key);
    for (let step = 0; step < this.#points.length && found.size < count; step += 1) {
      const point = this.#points[(from + step) % this.#points.length];
      if (point !== undefined) found.add(point.node);
    }
    return [...found];
  }

  add(node: string): void {
    if (this.#nodes.has(node)) return;
    this.#nodes.add(node);
    for (let replica = 0; replica < this.#replicas; replica += 1) {
      this.#points.push({ position: this.#hash(`${node}#${replica}`), node });
    }
    this.#points.sort((a, b) => a.position - b.position || (a.node < b.node ? -1 : Number(a.node > b.node)));
  }

  remove(node: string): void {
    if (!this.#nodes.delete(node)) return;
    this.#points = this.#points.filter((point) => point.node !== node);
  }

  /** The first point at or after the key, by binary search; past the last one the ring begins again. */
  #indexFrom(key: string): number {
    const position = this.#hash(key);
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const point = this.#points[middle];
      if (point !== undefined && point.position < position) low = middle + 1;
      else high = middle;
    }
    return low === this.#points.length ? 0 : low;
  }
}

/**
 * FNV-1a over the text, and then the finalizer of MurmurHash3. FNV alone leaves names that differ in their last letters
 * close to each other, and neighbours on a ring share their keys unevenly; the finalizer lets each bit reach all
 * others.
 */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
