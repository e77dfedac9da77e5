import type { Clock, Timer } from '../../measure/clock.ts';
import {
  decodeToxics,
  isRecord,
  type SessionInfo,
  type SessionRequest,
  type Telemetry,
  type Toxics,
  TRANSPORT_IDS,
  type TransportId,
} from '../../protocol/index.ts';
import { createBackoff } from '../../transports/backoff.ts';
import { askControl, deleteSession, findSession, postSession, SessionError } from './session-requests.ts';
import { createTelemetryReader, type WirePosition, type WireRecord } from './telemetry.ts';

export { SessionError, type SessionErrorCode } from './session-requests.ts';
export type { WirePosition, WireRecord } from './telemetry.ts';

/** The toxics of each transport, as the lab last answered them. */
export type ToxicsByTransport = Readonly<Record<TransportId, Toxics>>;

/**
 * How a session stands. `full`: the lab keeps no more of them. `failed`: nothing answers, and the next try is at
 * `retryAt`; without a `retryAt`, the lab refused, and a session is only asked for again by {@link SessionHandle.retry}.
 */
export type SessionState =
  | { name: 'opening' }
  | {
      name: 'open';
      session: SessionInfo;
      /** 1 for the first; one more each time that another took the place of a session that was gone. */
      count: number;
      /** When it was opened, on the page's clock. */
      since: number;
      toxics: ToxicsByTransport;
    }
  | { name: 'full'; reason: string }
  | { name: 'failed'; reason: string; retryAt?: number }
  | { name: 'closed' };

/** A session of this tab's own, which is opened again by itself when it is gone. */
export interface SessionHandle {
  /** The same object until something changes: made for `useSyncExternalStore`. */
  state(): SessionState;
  /** Calls back on every change of state. @returns its undo */
  subscribe(onChange: () => void): () => void;
  /** What the last telemetry said; `undefined` before the first of a session. */
  telemetry(): Telemetry | undefined;
  /** Calls back four times a second. @returns its undo */
  onTelemetry(listener: (telemetry: Telemetry) => void): () => void;
  /**
   * Calls back for every record of the capture, beginning with what it still holds. Bytes only come over the network
   * while somebody listens.
   *
   * @param after - the last record that the listener knows; where it is of the present session, the next one comes first
   * @returns its undo
   */
  onWire(listener: (record: WireRecord) => void, after?: WirePosition): () => void;
  /** Puts toxics in the place of those that were set. @returns what the lab answered @throws {SessionError} */
  setToxics(transport: TransportId, toxics: Toxics): Promise<Toxics>;
  /** Resets (RST) what is connected. @returns how many connections @throws {SessionError} */
  drop(transport: TransportId): Promise<number>;
  /** Lets nothing more pass over what is connected, and never ends it. @returns how many @throws {SessionError} */
  silence(transport: TransportId): Promise<number>;
  /** Shuts the transport's own server down, and starts it again after `downMs`. @throws {SessionError} */
  restart(transport: TransportId, downMs?: number): Promise<void>;
  /** Names the common control, where it was not known yet or has moved. Also hurries a try that waits. */
  locate(control: string): void;
  /** Asks again for a session after it was refused. */
  retry(): void;
  /** Ends the session and everything that reads it; may be called twice. */
  close(): void;
}

/** What a session is opened with; all of it is injected. */
export interface SessionOptions {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** The common control's base address; without it, nothing happens before {@link SessionHandle.locate}. */
  control?: string;
  /** @default {} */
  request?: SessionRequest;
  /** In [0, 1). @default Math.random */
  random?: () => number;
  /** The window: a page that is left ends its session, and one that comes back opens another. */
  page?: EventTarget;
}

/** Opens a session. */
export function openSession(options: SessionOptions): SessionHandle {
  const { fetch, clock, request = {}, random = Math.random, page } = options;
  const listeners = new Set<() => void>();
  const backoff = createBackoff(random);
  const reader = createTelemetryReader({ fetch, clock, random, onGone: replace, onLost, onFound });
  let { control } = options;
  let state: SessionState = { name: 'opening' };
  let opened: Extract<SessionState, { name: 'open' }> | undefined;
  let telemetry: Telemetry | undefined;
  let count = 0;
  let timer: Timer | undefined;
  /** Grows with every attempt to open a session: an answer to an earlier one is not wanted any more. */
  let attempt = 0;
  let isOpening = false;

  reader.onTelemetry((latest) => {
    telemetry = latest;
  });

  function become(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function open(): Promise<void> {
    if (control === undefined || isOpening) return;
    clock.clearTimeout(timer);
    const own = ++attempt;
    isOpening = true;
    try {
      const session = await postSession(control, { fetch, request });
      if (own !== attempt) return deleteSession(session, fetch);
      isOpening = false;
      backoff.reset();
      opened = { name: 'open', session, count: ++count, since: clock.now(), toxics: NO_TOXICS };
      become(opened);
      reader.follow(session);
    } catch (error) {
      if (own !== attempt) return;
      isOpening = false;
      become(refusedBy(error));
    }
  }

  function refusedBy(error: unknown): SessionState {
    if (!(error instanceof SessionError)) throw error;
    if (error.answered === 'server-full') return { name: 'full', reason: error.message };
    const passes = error.code === 'unreachable' || error.answered === 'shutting-down';
    if (!passes) return { name: 'failed', reason: error.message };
    const delayMs = backoff.next();
    timer = clock.setTimeout(() => void open(), delayMs);
    return { name: 'failed', reason: error.message, retryAt: clock.now() + delayMs };
  }

  /** Leaves what was open, and whatever is under way. */
  function leave(): void {
    attempt++;
    isOpening = false;
    clock.clearTimeout(timer);
    opened = undefined;
    telemetry = undefined;
    reader.follow(undefined);
  }

  /** The session is gone: another one takes its place. */
  function replace(): void {
    if (state.name === 'closed') return;
    leave();
    become({ name: 'opening' });
    void open();
  }

  function onLost(retryAt: number): void {
    const lost = opened;
    if (lost === undefined || control === undefined) return;
    // Its own control does not answer: the common one knows whether that is the session's end or the whole lab's.
    void findSession(lost.session, { fetch, control }).then((found) => {
      if (opened?.session !== lost.session) return;
      if (found === 'gone') replace();
      else if (found === 'unreachable') become({ name: 'failed', reason: `Nothing answers at ${control}`, retryAt });
    });
  }

  function onFound(): void {
    if (opened !== undefined && state !== opened) become(opened);
  }

  async function call(
    path: string,
    { method = 'POST', ...rest }: { method?: 'POST' | 'PUT'; body?: unknown; timeoutMs?: number } = {},
  ): Promise<unknown> {
    const asked = opened;
    if (asked === undefined) throw new SessionError('unavailable', 'There is no session now');
    const url = `${asked.session.control}/sessions/${asked.session.id}/${path}`;
    return askControl({ fetch, url, method, ...rest }).catch((error: unknown) => {
      if (error instanceof SessionError && error.code === 'gone' && opened?.session === asked.session) replace();
      throw error;
    });
  }

  const onLeave = (): void => {
    if (state.name === 'closed') return;
    if (opened) deleteSession(opened.session, fetch);
    leave();
    become({ name: 'opening' });
  };
  const onReturn = (event: Event): void => {
    if ('persisted' in event && event.persisted === true && state.name !== 'closed') void open();
  };
  page?.addEventListener('pagehide', onLeave);
  page?.addEventListener('pageshow', onReturn);
  void open();

  return {
    state: () => state,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    telemetry: () => telemetry,
    onTelemetry: reader.onTelemetry,
    onWire: reader.onWire,
    async setToxics(transport, toxics) {
      const answer = await call(`toxics/${transport}`, { method: 'PUT', body: toxics });
      const set = toxicsIn(answer);
      if (opened) {
        opened = { ...opened, toxics: { ...opened.toxics, [transport]: set } };
        if (state.name === 'open') become(opened);
      }
      return set;
    },
    drop: async (transport) => countIn(await call(`drop/${transport}`), 'dropped'),
    silence: async (transport) => countIn(await call(`silence/${transport}`), 'silenced'),
    async restart(transport, downMs = 0) {
      await call(`restart/${transport}`, { body: { downMs }, timeoutMs: 15_000 + downMs });
    },
    locate(next) {
      if (state.name === 'closed') return;
      control = next;
      if (opened) reader.wake();
      else if (state.name === 'opening' || (state.name === 'failed' && state.retryAt !== undefined)) void open();
    },
    retry() {
      if (state.name !== 'full' && state.name !== 'failed') return;
      if (opened) return reader.wake();
      become({ name: 'opening' });
      void open();
    },
    close() {
      if (state.name === 'closed') return;
      page?.removeEventListener('pagehide', onLeave);
      page?.removeEventListener('pageshow', onReturn);
      if (opened) deleteSession(opened.session, fetch);
      leave();
      reader.close();
      become({ name: 'closed' });
      listeners.clear();
    },
  };
}

const NO_TOXICS = Object.fromEntries(TRANSPORT_IDS.map((id) => [id, {}])) as ToxicsByTransport;

function toxicsIn(answer: unknown): Toxics {
  try {
    return decodeToxics(answer);
  } catch (cause) {
    throw new SessionError('answer', 'The lab did not answer with the toxics that are set', { cause });
  }
}

function countIn(answer: unknown, field: 'dropped' | 'silenced'): number {
  const value = isRecord(answer) ? answer[field] : undefined;
  if (typeof value === 'number') return value;
  throw new SessionError('answer', `Expected the lab to say how many connections it has ${field}`);
}
