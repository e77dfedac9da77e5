/** What the process that runs a grade tells of it, while it runs. It writes each at once: a loop may follow that never ends. */
export type GradeEvent =
  /** The tests that there are, as `rule > test`. The answer has been loaded. */
  | { type: 'collected'; names: readonly string[] }
  /** The answer threw while it was loaded. */
  | { type: 'load-failed'; errors: readonly ThrownError[] }
  /** A test begins, by its place in `names`. */
  | { type: 'started'; index: number }
  | { type: 'ended'; index: number; passed: boolean; errors: readonly ThrownError[] }
  /** Something was thrown or rejected that no test waited for, since this test began. */
  | { type: 'unhandled'; index: number | null; id: number; kind: 'error' | 'rejection'; error: ThrownError }
  /** Such a rejection was handled after all. */
  | { type: 'handled'; id: number }
  /** The answer asks for the end of the process, which follows. */
  | { type: 'exit'; code: string }
  /** Every test has ended. */
  | { type: 'finished' };

/** What was thrown, as text. */
export interface ThrownError {
  name: string;
  message: string;
  stack: string;
  /** Both sides of an assertion that compared two values. */
  expected?: string;
  actual?: string;
  /** What failed in a property, where it was one. */
  cause?: ThrownError;
}

/** What is to be graded: with the text, so that a file that changes meanwhile changes nothing. */
export interface GradeRequest {
  /** The folder of the challenge, absolute. */
  folder: string;
  /** Which of its grades. */
  grade: 'grade.test.ts' | 'live.test.ts';
  /** Where the answer lies, absolute: for what it imports from beside it. */
  answerPath: string;
  answerText: string;
  /** How long it may go without a test beginning or ending, in milliseconds. */
  limitMs: number;
  /**
   * Whether the process may grade another answer afterwards. Much quicker where many of our own are graded; a stranger's
   * gets a process of its own.
   */
  reuse: boolean;
  /** The addresses of the lab's servers, as JSON, for a live grade. */
  labUrls?: string;
}

/** How the process ended that ran a grade. */
export type GradeEnd =
  /** It came to its end. */
  | { type: 'finished' }
  /** It was ended after the limit. */
  | { type: 'timeout' }
  | { type: 'memory' }
  /** It ended by itself: with a code, or by a signal. */
  | { type: 'exit'; how: string }
  /** The answer is not TypeScript. `offset` is a place in its text. */
  | { type: 'syntax'; message: string; offset: number | null }
  /** Nobody wants to know any more. */
  | { type: 'cancelled' }
  /** The grader itself failed. */
  | { type: 'broken'; message: string };

/** To the host. */
export type ToHost = { type: 'grade'; id: number; request: GradeRequest } | { type: 'cancel'; id: number };

/** From the host. */
export type FromHost =
  | { type: 'ready' }
  | { type: 'event'; id: number; event: GradeEvent }
  | { type: 'end'; id: number; end: GradeEnd; printed: string };

/** How the error's message begins that tells of names that the answer lacks. */
export const LACKS = 'The answer does not export';
