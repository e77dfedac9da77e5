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

/** Finds the node that a key belongs to, so that few keys move when nodes come and go. */
export class HashRing {
  constructor(options: HashRingOptions) {
    void options;
  }

  /** The node of a key; `undefined` on an empty ring. */
  nodeFor(key: string): string | undefined {
    void key;
    return '';
  }

  /** The first `count` different nodes from the key on, in the order of the ring; fewer where there are fewer. */
  nodesFor(key: string, count: number): string[] {
    void key;
    void count;
    return [''];
  }

  add(node: string): void {
    void node;
  }

  remove(node: string): void {
    void node;
  }
}
