import {
  decodeErrorFields,
  decodeSessionInfo,
  type ErrorCode,
  type SessionInfo,
  type SessionRequest,
} from '../../protocol/index.ts';

/**
 * Why a session did not do what it was asked. `unreachable`: nothing answers; `gone`: the lab does not know the session
 * any more; `refused`: the lab said no, `answered` has its code; `answer`: what answers is no lab; `unavailable`: there is
 * no session now.
 */
export type SessionErrorCode = 'unreachable' | 'gone' | 'refused' | 'answer' | 'unavailable';

/** A session did not do what it was asked. The message is for readers. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
  readonly code: SessionErrorCode;
  /** What the lab answered, where it did. */
  readonly answered: ErrorCode | undefined;

  constructor(code: SessionErrorCode, message: string, options: { answered?: ErrorCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.answered = options.answered;
  }
}

/** One request to control. */
export interface ControlRequest {
  fetch: typeof globalThis.fetch;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** How long the answer may take. @default 10000 */
  timeoutMs?: number;
  /** Lets the request outlive its page. */
  keepalive?: boolean;
}

/**
 * Asks control.
 *
 * @returns the answer as JSON; `undefined` where it has no body
 * @throws {SessionError}
 */
export async function askControl({ fetch, url, method, body, ...rest }: ControlRequest): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(rest.timeoutMs ?? 10_000),
      keepalive: rest.keepalive ?? false,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    text = await response.text();
  } catch (cause) {
    throw new SessionError('unreachable', `Nothing answers at ${new URL(url).origin}`, { cause });
  }
  const answer = jsonOf(text);
  if (response.ok) return answer;
  const problem = problemOf(answer);
  if (response.status === 404) throw new SessionError('gone', 'The lab does not know this session', problem);
  throw new SessionError('refused', problem?.message ?? `The lab answered ${response.status}`, problem);
}

/**
 * Opens a session at the common control.
 *
 * @throws {SessionError} `refused` with `server-full` where the lab has as many as it keeps
 */
export async function postSession(
  control: string,
  { fetch, request }: { fetch: typeof globalThis.fetch; request: SessionRequest },
): Promise<SessionInfo> {
  const url = `${control}/sessions`;
  const answer = await askControl({ fetch, url, method: 'POST', body: request }).catch((error: unknown) => {
    if (!(error instanceof SessionError) || error.code !== 'gone') throw error;
    throw new SessionError('refused', 'This lab keeps no sessions', { cause: error });
  });
  try {
    return decodeSessionInfo(answer);
  } catch (cause) {
    throw new SessionError('answer', `The answer of ${control} is no session`, { cause });
  }
}

/** Ends a session, also while the page is being left. Failing is no loss: it ends by itself when nobody uses it. */
export function deleteSession(session: SessionInfo, fetch: typeof globalThis.fetch): void {
  const url = `${session.control}/sessions/${session.id}`;
  askControl({ fetch, url, method: 'DELETE', keepalive: true }).catch(() => undefined);
}

/** Whether the common control knows a session: asked where the session's own control does not answer. */
export async function findSession(
  { id }: SessionInfo,
  { fetch, control }: { fetch: typeof globalThis.fetch; control: string },
): Promise<'there' | 'gone' | 'unreachable'> {
  const abort = new AbortController();
  const bound = AbortSignal.timeout(5_000);
  const end = (): void => abort.abort();
  bound.addEventListener('abort', end);
  try {
    const url = `${control}/sessions/${id}/telemetry`;
    const { status } = await fetch(url, { cache: 'no-store', signal: abort.signal });
    return status === 404 ? 'gone' : 'there';
  } catch {
    return 'unreachable';
  } finally {
    bound.removeEventListener('abort', end);
    // The answer is a stream: its head was all that was wanted.
    abort.abort();
  }
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(answer: unknown): { answered: ErrorCode; message: string } | undefined {
  try {
    const { code, message } = decodeErrorFields(answer);
    return { answered: code, message };
  } catch {
    return undefined;
  }
}
