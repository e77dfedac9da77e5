/**
 * What a lane's picture is made of. The numbers `a` to `d` of a shape are distances from the top, in CSS pixels; where
 * things stand from left to right is the painter's business.
 *
 * | shape | `a` | `b` | `c` | `d` |
 * | --- | --- | --- | --- | --- |
 * | `up`, `down` | at the client | at the server | | |
 * | `held` | read by the server | answered | | |
 * | `waiting` | asked | now (or the end of the picture) | | |
 * | `bundle` | first at the client | last at the client | first at the server | last at the server |
 * | `counted` | begin | end | | |
 * | `event`, `arrived` | when | | | |
 * | `mark` | when | until, or `NaN` | how far below it its label stands, or `NaN` | |
 * | `fault` | begin | end, or the end of the picture | | |
 */
export type Shape = 'up' | 'down' | 'held' | 'waiting' | 'bundle' | 'counted' | 'event' | 'arrived' | 'mark' | 'fault';

/** One entry of a {@link DrawList}; the same object is used again in every frame. */
export interface Drawn {
  shape: Shape;
  a: number;
  b: number;
  c: number;
  d: number;
  /** Events, messages or requests it stands for, by shape; the `seq` of an `event`. */
  value: number;
  /** What is written beside it; empty where there is no room or nothing to say. */
  label: string;
  tone: Tone;
  /** The other end's time is not known: `b` only repeats `a`, and it is drawn so that one sees it. */
  unknown: boolean;
}

/** `accent` carries events, `plain` does not, `bad` failed, `strong` is a message that a reader published. */
export type Tone = 'accent' | 'plain' | 'bad' | 'strong';

/** A list with a fixed number of places, filled anew for every frame without allocating. */
export interface DrawList {
  readonly capacity: number;
  /** How many entries are in use. */
  readonly length: number;
  /** How many did not fit. The layout bundles what is dense, so this stays 0; a test holds it. */
  readonly dropped: number;
  readonly items: readonly Drawn[];
  begin(): void;
  add(shape: Shape, a: number, b: number): Drawn;
}

/** Makes a {@link DrawList}. @param capacity - how many entries there are. @default 2048 */
export function createDrawList(capacity = 2048): DrawList {
  const items = Array.from({ length: capacity }, blank);
  const spare = blank();
  let length = 0;
  let dropped = 0;
  return {
    capacity,
    items,
    get length() {
      return length;
    },
    get dropped() {
      return dropped;
    },
    begin() {
      length = 0;
      dropped = 0;
    },
    add(shape, a, b) {
      const item = items[length] ?? spare;
      if (item === spare) dropped++;
      else length++;
      item.shape = shape;
      item.a = a;
      item.b = b;
      item.c = Number.NaN;
      item.d = Number.NaN;
      item.value = 0;
      item.label = '';
      item.tone = 'plain';
      item.unknown = false;
      return item;
    },
  };
}

function blank(): Drawn {
  return { shape: 'up', a: 0, b: 0, c: 0, d: 0, value: 0, label: '', tone: 'plain', unknown: false };
}
