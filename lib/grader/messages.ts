import type { GradedTest, GradeError } from './verdict.ts';

/** Where a grade runs: in a Web Worker, or, where it needs a document, in the sandboxed frame itself. */
export type GradeEnvironment = 'worker' | 'frame';

/** What a page sends through the port of one evaluator: all that it is ever told. */
export interface RunMessage {
  op: 'run';
  /** The text of `grade.test.ts`. */
  grade: string;
  /** The text of the answer. */
  answer: string;
}

/** What an evaluator reports. Each is a step forward, `printed` aside. */
export type Report =
  /** The bundle has been evaluated. */
  | { op: 'ready' }
  /** The tests that the grade has, in order, read before any line of the answer ran. */
  | { op: 'names'; names: string[] }
  /** A test, or with `null` the answer's own top level, is about to run. */
  | { op: 'begin'; name: string | null }
  | { op: 'end'; test: GradedTest }
  | { op: 'printed'; text: string }
  /** It can go no further. */
  | { op: 'failed'; error: GradeError }
  | { op: 'done' };

/** The first message to the frame, with the control port beside it. */
export interface FrameStart {
  environment: GradeEnvironment;
  /** The script that evaluates grades, as a file. */
  bundle: Blob;
}

/** What the page asks of the frame. With `spawn` comes the port of the new evaluator. */
export type FrameRequest = { op: 'spawn'; id: number } | { op: 'end'; id: number } | { op: 'ping'; id: number };

/** What the frame answers. */
export type FrameReport =
  | { op: 'up' }
  | { op: 'ended'; id: number }
  | { op: 'pong'; id: number }
  /** The evaluator could not be made, or its script failed outside of any grade. */
  | { op: 'broken'; id: number; message: string };

/** A request of a worker to its frame, which is a secure context where the worker is none. */
export interface DigestRequest {
  id: number;
  algorithm: string;
  data: ArrayBuffer;
}

/** The frame's answer: the digest, or the name and the message of what was thrown. */
export type DigestReply = { id: number; digest: ArrayBuffer } | { id: number; name: string; message: string };
