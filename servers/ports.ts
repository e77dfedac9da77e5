import { once } from 'node:events';
import { createServer } from 'node:net';

/** Why an address cannot be listened on: the system's code, `EADDRINUSE` among others. */
export type ListenFailure = string;

/**
 * Tries whether a port can be listened on, by doing it for a moment. Where `host` is 127.0.0.1, [::1] is tried as well:
 * browsers ask both for `localhost`, and would meet whatever answers there.
 *
 * @returns the system's error code, or `undefined` where the port is free
 */
export async function tryPort(host: string, port: number): Promise<ListenFailure | undefined> {
  const failure = await tryListening(host, port);
  if (failure !== undefined || host !== '127.0.0.1') return failure;
  return (await tryListening('::1', port)) === 'EADDRINUSE' ? 'EADDRINUSE' : undefined;
}

/** A port that was free a moment ago. @throws the system's error where `host` cannot be listened on */
export async function findFreePort(host: string): Promise<number> {
  const server = createServer();
  server.listen({ host, port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('Expected a TCP address');
  return address.port;
}

async function tryListening(host: string, port: number): Promise<ListenFailure | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
  }
}
