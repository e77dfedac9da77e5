import { turn } from './platform.ts';

/** One of them. */
export interface Stray {
  reason: unknown;
  /** The promise that was rejected with it; none where an error was thrown. */
  promise?: Promise<unknown>;
}

/** What went wrong behind the back of a test: rejections that nothing handles, errors in callbacks of the platform. */
export interface Strays {
  /** Waits until the platform has reported what there is, and takes it. */
  take(): Promise<Stray[]>;
}

/** Collects them, and keeps them out of the page's console. */
export function collectStrays(): Strays {
  let strays: Stray[] = [];
  globalThis.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    strays.push({ promise: event.promise, reason: event.reason });
  });
  // One that is handled late is handled.
  globalThis.addEventListener('rejectionhandled', (event) => {
    strays = strays.filter(({ promise }) => promise !== event.promise);
  });
  globalThis.addEventListener('error', (event) => {
    event.preventDefault();
    strays.push({ reason: event.error ?? new Error(event.message) });
  });
  return {
    take: async () => {
      // The platform reports a rejection in a turn of its own.
      await turn();
      await turn();
      const taken = strays;
      strays = [];
      return taken;
    },
  };
}

/** What the learner is told before what it says itself. */
export function describeStray({ promise }: Stray): string {
  return promise ? 'A promise was rejected, and nothing handled it' : 'An error was thrown that nothing caught';
}
