import { answerLine } from './failure.ts';
import { turn } from './platform.ts';

/** What went wrong behind the back of a test: rejections that nothing handles, errors in callbacks of the platform. */
export interface Strays {
  /** Waits until the platform has reported what there is, and takes it. */
  take(): Promise<unknown[]>;
}

/** Collects them, and keeps them out of the page's console. */
export function collectStrays(): Strays {
  let strays: { promise?: Promise<unknown>; reason: unknown }[] = [];
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
      const taken = strays.map(({ reason }) => reason);
      strays = [];
      return taken;
    },
  };
}

/** Says to the learner what nothing handled. */
export function describeStray(reason: unknown): string {
  const isError = reason instanceof Error;
  const text = isError ? `${reason.name}: ${reason.message}` : String(reason);
  const line = isError ? answerLine(reason.stack) : undefined;
  return `Something failed that nothing handled: ${text}${line === undefined ? '' : ` (answer.ts, line ${line})`}`;
}
