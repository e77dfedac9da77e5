import type { TransportId } from '../../protocol/index.ts';
import type { SessionHandle, WireRecord } from '../lab/session.ts';

/** How much of a connection's beginning is kept until its first line is there, in bytes. */
const MAX_LOOKED_AT = 4_096;

/** What the edge has seen of the connections of one token. */
export interface EdgeCount {
  /** How many there were. */
  readonly made: number;
  /** How many stand now. */
  readonly open: number;
}

/** The counts, by token. A new object with every change. */
export type EdgeCounts = Readonly<Record<string, EdgeCount>>;

/** What is counted, and who is told. */
export interface CountOptions {
  transport: TransportId;
  /** Each stands in the first request of the connections that it marks: several figures share a session. */
  tokens: readonly string[];
  onChange: (counts: EdgeCounts) => void;
}

/**
 * Counts connections at the edge of a session, by what stands in their first request. A connection that is given up before
 * it has asked for anything is nobody's, and is not counted.
 *
 * @returns its undo
 */
export function countConnections(
  session: Pick<SessionHandle, 'onWire'>,
  { transport, tokens, onChange }: CountOptions,
): () => void {
  /** What has come up so far of those whose first line is not complete. */
  const heads = new Map<number, string>();
  const owners = new Map<number, string>();
  let counts = noneOf(tokens);

  function change(token: string, { made, open }: EdgeCount): void {
    const { [token]: now = NONE } = counts;
    counts = { ...counts, [token]: { made: now.made + made, open: now.open + open } };
    onChange(counts);
  }

  function takeBytes({ connection, direction, bytes }: Extract<WireRecord, { kind: 'bytes' }>): void {
    const head = heads.get(connection);
    if (head === undefined || direction !== 'up') return;
    const text = head + new TextDecoder('latin1').decode(bytes);
    const end = text.indexOf('\r\n');
    if (end === -1 && text.length <= MAX_LOOKED_AT) {
      heads.set(connection, text);
      return;
    }
    heads.delete(connection);
    const token = tokens.find((token) => text.slice(0, Math.max(0, end)).includes(token));
    if (token === undefined) return;
    owners.set(connection, token);
    change(token, { made: 1, open: 1 });
  }

  return session.onWire((record) => {
    if (record.kind === 'session') {
      heads.clear();
      owners.clear();
      counts = noneOf(tokens);
      onChange(counts);
    } else if (record.transport !== transport) {
      // Another transport's.
    } else if (record.kind === 'bytes') {
      takeBytes(record);
    } else if (record.state === 'opened') {
      heads.set(record.connection, '');
    } else {
      heads.delete(record.connection);
      const token = owners.get(record.connection);
      if (owners.delete(record.connection) && token !== undefined) change(token, { made: 0, open: -1 });
    }
  });
}

const NONE: EdgeCount = { made: 0, open: 0 };

function noneOf(tokens: readonly string[]): EdgeCounts {
  return Object.fromEntries(tokens.map((token) => [token, NONE]));
}
