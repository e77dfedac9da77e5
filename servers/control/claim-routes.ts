import { describeMachine } from '../../content/claims/machine.ts';
import { claimIds, loadClaim, readMeasured } from '../../content/claims/registry.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Route } from '../http/route.ts';
import type { Claims } from './claims.ts';
import { unescapePath } from './path.ts';

/** What the routes of claims work on. */
export interface ClaimRoutesOptions {
  claims: Claims;
  /** The address that the servers of claims are bound to. */
  host: string;
  /** The name that a request came by. */
  hostname(exchange: Exchange): string;
}

/** The route of a path under `/claims`, whether the claim is there or not. */
export function findClaimRoute(pathname: string, options: ClaimRoutesOptions): Route | undefined {
  const [empty, root, first, second, ...rest] = pathname.split('/').map(unescapePath);
  if (empty !== '' || root !== 'claims' || rest.length > 0) return undefined;
  if (first === undefined) return { GET: list };
  if (second === undefined) return undefined;
  const { claims } = options;
  if (first === 'stages') {
    return {
      async GET(exchange) {
        exchange.json(200, JSON.stringify({ counts: await claims.counts(second) }));
      },
      async DELETE(exchange) {
        await claims.closeStage(second);
        exchange.empty(204);
      },
    };
  }
  if (second === 'measure') return { POST: (exchange) => measure(exchange, claims, first) };
  if (second === 'stage') return { POST: (exchange) => openStage(exchange, options, first) };
  return undefined;
}

// #region claims
async function list(exchange: Exchange): Promise<void> {
  const claims = await Promise.all(
    claimIds().map(async (id) => {
      const { topic, lesson, statement, place, unit } = await loadClaim(id);
      return { id, topic, lesson, statement, place, unit, measured: readMeasured(id) ?? null };
    }),
  );
  exchange.json(200, JSON.stringify({ claims }));
}

async function measure(exchange: Exchange, claims: Claims, id: string): Promise<void> {
  const left = leaving(exchange);
  const outcome = await claims.measure(id, left);
  if (!left.aborted) exchange.json(200, JSON.stringify(outcome));
}

async function openStage(exchange: Exchange, { claims, host, hostname }: ClaimRoutesOptions, id: string) {
  const left = leaving(exchange);
  const { origin } = exchange.request.headers;
  const { id: stage, urls } = await claims.openStage(id, origin === undefined ? [] : [origin]);
  // Whoever asked is gone, and nobody will ever know of it.
  if (left.aborted) return claims.closeStage(stage);
  // What reached control under a name reaches these servers under it, too, and the page may connect to no other.
  const reachable = Object.entries(urls).map(([name, url]) => [
    name,
    url.replace(`//${host}:`, `//${hostname(exchange)}:`),
  ]);
  const body = { id: stage, urls: Object.fromEntries(reachable), machine: describeMachine() };
  exchange.json(201, JSON.stringify(body), { Location: `/claims/stages/${stage}` });
}
// #endregion claims

/** Aborted when the client goes before it was answered: nobody waits for what it asked for. */
function leaving({ response }: Exchange): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  return gone.signal;
}
