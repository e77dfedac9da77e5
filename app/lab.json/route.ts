/** Read on every request: the lab's port is known when the pages are started, not when they are built. */
export const dynamic = 'force-dynamic';

/** The port of control where `LAB_PORT` does not say. */
const DEFAULT_LAB_PORT = 3100;

/**
 * Tells the pages where the lab is: `{ "control": port }`, on the host that the page itself was opened under. The start
 * script passes the real port in `LAB_PORT`, also where the system chose it.
 */
export function GET(): Response {
  const port = Number(process.env.LAB_PORT);
  const control = Number.isInteger(port) && port > 0 && port < 65536 ? port : DEFAULT_LAB_PORT;
  return Response.json({ control }, { headers: { 'Cache-Control': 'no-store' } });
}
