import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPorts, findFreePort, PortError, type WantedPort } from '../../servers/ports.ts';

const HOST = '127.0.0.1';
const open: Server[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => once(server.close(), 'close')));
});

describe('checkPorts', () => {
  it('accepts ports that are free, and leaves them free', async () => {
    const port = await findFreePort(HOST);
    await checkPorts(HOST, [want({ port })]);
    await checkPorts(HOST, [want({ port })]);
    await expect(listen(HOST, port)).resolves.toBeDefined();
  });

  it.each(['PORT', 'LAB_PORT'] as const)('names a taken port and %s in one line', async (variable) => {
    const { port } = await listen(HOST, 0);
    const error = await refusal([want({ port, name: 'sse', variable })]);
    expect(error.message).toMatch(new RegExp(`^Port ${port} \\(sse\\) is already in use: set ${variable} to .+\\.$`));
  });

  it('takes a port for taken that something holds under [::1], where browsers look for localhost first', async (context) => {
    const taken = await listen('::1', 0).catch(() => undefined);
    if (taken === undefined) return context.skip('this machine has no [::1]');
    expect((await refusal([want({ port: taken.port })])).message).toContain('already in use');
  });

  it('refuses a port that is wanted twice, naming both', async () => {
    const port = await findFreePort(HOST);
    const error = await refusal([want({ port, name: 'pages' }), want({ port, name: 'control', variable: 'LAB_PORT' })]);
    expect(error.message).toMatch(/asked for twice, by pages \(PORT\) and control \(LAB_PORT\)/);
  });

  it('asks nothing of port 0, which is any free port', async () => {
    await expect(checkPorts(HOST, [want({ port: 0 }), want({ port: 0 })])).resolves.toBeUndefined();
  });

  it('names HOST where it is no address of this machine', async () => {
    // RFC 5737: an address for documentation, which no machine has.
    const error = await checkPorts('192.0.2.1', [want({ port: 4600 })]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PortError);
    expect(String(error)).toMatch(/192\.0\.2\.1.*set HOST/);
  });
});

function want(wanted: Partial<WantedPort>): WantedPort {
  return { port: 0, name: 'pages', variable: 'PORT', ...wanted };
}

async function refusal(wanted: readonly WantedPort[]): Promise<PortError> {
  const error = await checkPorts(HOST, wanted).catch((caught: unknown) => caught);
  if (!(error instanceof PortError)) throw new Error('Expected a PortError');
  return error;
}

async function listen(host: string, port: number): Promise<{ port: number }> {
  const server = createServer();
  server.listen({ host, port });
  await once(server, 'listening');
  open.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Expected a TCP address');
  return { port: address.port };
}
