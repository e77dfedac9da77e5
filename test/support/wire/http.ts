import { expect } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '../../../lib/protocol/index.ts';

/** An answer that has been read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The text as JSON, or `undefined` where it is none. */
  body: unknown;
}

/** Sends a request, and reads the whole answer. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url.replace(/^ws:/, 'http:'), init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

let count = 0;

/** A publish id that nobody has used. */
export const freshId = (): string => `test-${++count}`;

/** Publishes over HTTP. Fields that are left out get a value; strings and bytes are sent as they are. */
export function post(base: string, event: Record<string, unknown> | string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const isRaw = typeof event === 'string' || event instanceof Uint8Array;
  const body = isRaw ? event : JSON.stringify({ id: freshId(), topic: 't', type: 'note', data: null, ...event });
  return send(`${base}/events`, { method: 'POST', body });
}

/** Publishes `count` events to a topic, one after the other. */
export async function postMany(base: string, topic: string, count: number): Promise<void> {
  for (let data = 1; data <= count; data++) expect((await post(base, { topic, data })).status).toBe(201);
}

/** Checks that an answer is the problem document of a code. */
export function expectProblem(answer: Answer, code: ErrorCode, fields: Record<string, unknown> = {}): void {
  const { status, headers, body } = answer;
  expect({ status, body }).toMatchObject({
    status: ERROR_STATUS[code],
    body: { type: expect.any(String), title: expect.any(String), detail: expect.any(String), code, ...fields },
  });
  expect((body as { status: number }).status).toBe(status);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('wirelab-log')).toMatch(/./);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
