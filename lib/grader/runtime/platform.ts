/**
 * What the grader needs of the platform, taken before any answer is evaluated: fake timers, stubs of a grade and whatever
 * an answer overwrites do not reach it.
 */
export const realSetTimeout: typeof setTimeout = setTimeout.bind(globalThis);
export const realSetInterval: typeof setInterval = setInterval.bind(globalThis);

/** Calls back in another turn of the event loop; unlike a chain of `setTimeout`, no clamp delays it. */
const nextTurn = createTurns();

const now = performance.now.bind(performance);

/** How many turns, and how many milliseconds, what the platform does by itself is given to come to its end. */
const PAUSE_TURNS = 4;
const PAUSE_MS = 1;

/** Fulfils in another turn of the event loop, with all microtasks of this one behind it. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    nextTurn(done);
  });
}

/**
 * Calls back when several turns have passed, and some time: what reads a body or digests does so elsewhere, and takes a
 * turn in Node but several, and up to a millisecond, in a browser.
 */
export function pause(callback: () => void): void {
  const begun = now();
  let turns = 0;
  const next = (): void => {
    turns += 1;
    if (turns >= PAUSE_TURNS && now() - begun >= PAUSE_MS) callback();
    else nextTurn(next);
  };
  nextTurn(next);
}

function createTurns(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  const { push, shift } = Array.prototype;
  const add = push.bind(waiting) as (callback: () => void) => number;
  const take = shift.bind(waiting) as () => (() => void) | undefined;
  const post = port2.postMessage.bind(port2);
  port1.addEventListener('message', () => take()?.());
  port1.start();
  return (callback) => {
    add(callback);
    post(0);
  };
}
