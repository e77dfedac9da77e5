import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that something wants, for whom, and the variable that moves it. */
export interface WantedPort {
  port: number;
  /** Who is to listen on it, as the address table names it. */
  name: string;
  variable: 'PORT' | 'LAB_PORT';
}

/** A port or an address that cannot be listened on. The message is one line that names the variable to change. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/**
 * Checks that every wanted port is free, by listening on it for a moment, before anything is started.
 *
 * @throws {PortError} for the first that is not
 */
export async function checkPorts(host: string, wanted: readonly WantedPort[]): Promise<void> {
  const seen = new Map<number, WantedPort>();
  for (const want of wanted) {
    // 0 asks for any free port, and so is never taken.
    if (want.port === 0) continue;
    const other = seen.get(want.port);
    if (other) {
      throw new PortError(
        `Port ${want.port} is asked for twice, by ${other.name} (${other.variable}) and ${want.name} (${want.variable}): ` +
          `set ${want.variable} or ${other.variable} to another.`,
      );
    }
    seen.set(want.port, want);
    const code = await tryPort(host, want.port);
    if (code !== undefined) throw new PortError(describeFailure(code, host, want));
  }
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

/**
 * Listens on a port for a moment. Where `host` is 127.0.0.1, [::1] is tried as well: browsers ask both for `localhost`,
 * and would meet whatever answers there.
 *
 * @returns the system's error code, or `undefined` where the port is free
 */
async function tryPort(host: string, port: number): Promise<string | undefined> {
  const code = await tryListening(host, port);
  if (code !== undefined || host !== '127.0.0.1') return code;
  // Many machines have no [::1]; that is no obstacle.
  return (await tryListening('::1', port)) === 'EADDRINUSE' ? 'EADDRINUSE' : undefined;
}

async function tryListening(host: string, port: number): Promise<string | undefined> {
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

function describeFailure(code: string, host: string, { port, name, variable }: WantedPort): string {
  const another = variable === 'PORT' ? 'another port' : 'the first of six free ports';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} (${name}) is already in use: set ${variable} to ${another}.`;
    case 'EACCES':
      return `Port ${port} (${name}) may not be opened by this user: set ${variable} to ${another}, from 1024 on.`;
    default:
      return `Nothing can listen on ${host} (${code}): set HOST to an address of this machine.`;
  }
}
