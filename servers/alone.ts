import { isTransportId, TRANSPORT_IDS, type TransportId } from '../lib/protocol/index.ts';
import { printAddresses, runCommand, type Stop, UsageError } from './command.ts';
import { readEnvironment } from './environment.ts';
import { checkPorts } from './ports.ts';
import { startServer } from './start.ts';

/**
 * The command behind `npm run server -- <id>`: one transport alone, on the port that it has in the whole lab, over a log
 * of its own. What is published to it is what there is to read.
 *
 * @returns the exit code
 */
async function main({ requested }: Stop): Promise<number> {
  const id = readId(process.argv.slice(2));
  const { host, labPort, origins, limits } = readEnvironment(process.env);
  const port = labPort === 0 ? 0 : labPort + 1 + TRANSPORT_IDS.indexOf(id);
  await checkPorts(host, [{ port, name: id, variable: 'LAB_PORT' }]);
  const server = await startServer(id, { host, port, origins, limits });
  try {
    printAddresses({ [id]: server.url });
    await requested;
    return 0;
  } finally {
    await server.close();
  }
}

function readId(args: readonly string[]): TransportId {
  const [id, ...rest] = args;
  if (isTransportId(id) && rest.length === 0) return id;
  throw new UsageError(`Expected one of ${TRANSPORT_IDS.join(', ')}, got ${args.join(' ') || 'nothing'}`);
}

await runCommand(main);
