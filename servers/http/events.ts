import {
  type Bounds,
  decodePublish,
  describe,
  isName,
  parseJson,
  POLL_LIMIT,
  POLL_MAX_BYTES,
  ProtocolError,
  readDigits,
} from '../../lib/protocol/index.ts';
import { permit } from '../auth/permit.ts';
import { unauthorized } from '../auth/tokens.ts';
import { locate } from '../log/log.ts';
import { readBody } from './body.ts';
import type { Exchange } from './exchange.ts';

/** Where a reader stands, as its query says it. */
export interface ReadQuery {
  topic: string;
  after?: number | undefined;
  log?: string | undefined;
}

/** Reads `topic`, `after` and `log`. @throws {ProtocolError} `bad-request` */
export function readQuery(exchange: Exchange): ReadQuery {
  const topic = exchange.param('topic');
  if (!isName(topic)) throw new ProtocolError('bad-request', `Expected \`topic\` to be a name, got ${describe(topic)}`);
  permitTopic(exchange, topic);
  const after = exchange.param('after');
  return { topic, after: after === undefined ? undefined : readDigits(after, 'after'), log: exchange.param('log') };
}

/** Asks for leave to read or write a topic, where it takes one. @throws {ProtocolError} `unauthorized`, `rejected` */
function permitTopic({ context: { auth }, request }: Exchange, topic: string): void {
  if (auth === undefined) return;
  permit((auth.identityOf(request) ?? unauthorized()).user, topic);
}

/** Reads `limit`: how many events an answer may hold. @throws {ProtocolError} `bad-request` */
export function readLimit(exchange: Exchange): number {
  const limit = exchange.param('limit');
  return limit === undefined ? POLL_LIMIT.default : readDigits(limit, 'limit', { min: 1, max: POLL_LIMIT.max });
}

/**
 * The position to read from.
 *
 * @throws {ProtocolError} `gone` when it cannot be served: older than what is kept, newer than the newest, of another log
 */
export function positionOf({ context: { log } }: Exchange, query: ReadQuery): number {
  const bounds = log.bounds(query.topic);
  const { after, isReset } = locate(bounds, query);
  if (isReset) throw gone(bounds, query.after);
  return after;
}

/** What a client is told whose position cannot be served. */
export function gone({ topic, oldest, newest }: Bounds, after: number | undefined): ProtocolError {
  return new ProtocolError('gone', `The position ${after} cannot be served`, { topic, oldest, newest });
}

// #region page
/**
 * Answers with the events after a position: none, some, or as many as one answer may hold.
 *
 * @returns whether there were any; if not, nothing has been answered yet
 */
export function answerEvents(exchange: Exchange, { topic, after, limit }: Page): boolean {
  const { log } = exchange.context;
  const entries = log.read(topic, after, { maxEvents: limit, maxBytes: POLL_MAX_BYTES });
  if (entries.length === 0) return false;
  answerPage(
    exchange,
    entries.map(({ json }) => json),
    { after, next: after + entries.length },
  );
  return true;
}

/** Answers with a list of events, each already JSON, or with 304 where the client has that list. */
export function answerPage(
  exchange: Exchange,
  events: string[],
  { after, next }: { after: number; next: number },
): void {
  const etag = `"${exchange.context.log.id}.${after}.${next}"`;
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
  if (hasTag(exchange.request.headers['if-none-match'], etag)) exchange.empty(304, headers);
  else exchange.json(200, `{"events":[${events.join(',')}],"next":${next}}`, headers);
}
// #endregion page

/** What a client is told whose request comes while the server closes. */
export function shuttingDown(): ProtocolError {
  return new ProtocolError('shutting-down', 'The lab is shutting down', { retryAfterMs: 1000 });
}

/** What is read for one answer. */
export interface Page {
  topic: string;
  after: number;
  limit: number;
}

/** Whether an `If-None-Match` names a tag. @see RFC 9110 section 13.1.2 (a list or `*`, compared weakly) */
function hasTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}

// #region publish
/** Takes an event: 201 with its position, or 200 with the position that the same id got before. */
export async function publish(exchange: Exchange): Promise<void> {
  const request = decodePublish(parseJson(await readBody(exchange)));
  permitTopic(exchange, request.topic);
  // The body may have taken its time. Who reads may be gone by now, so nothing more is acknowledged.
  if (exchange.context.isClosing) throw shuttingDown();
  const { seq, isRepeat } = await exchange.context.log.append(request);
  exchange.json(isRepeat ? 200 : 201, JSON.stringify({ seq }));
}
// #endregion publish
