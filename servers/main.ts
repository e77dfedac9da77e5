import { setTimeout as delay } from 'node:timers/promises';
import { TRANSPORT_IDS } from '../lib/protocol/index.ts';
import { ensureBuild } from './build.ts';
import { printAddresses, runCommand, type Stop, UsageError } from './command.ts';
import { readEnvironment, type Settings } from './environment.ts';
import type { Lab } from './options.ts';
import { type Pages, startPages } from './pages.ts';
import { checkPorts, type WantedPort } from './ports.ts';
import { startLab } from './start.ts';

/** How much sooner than this process Next may act on Ctrl-C, in milliseconds. */
const PAGES_FIRST_MS = 200;

/**
 * The command behind `npm start`, `npm run dev` and `npm run lab`: starts the lab, and with `--pages start|dev` the pages
 * beside it, prints the addresses, and stays until it is asked to stop.
 *
 * @returns the exit code
 */
async function main({ signal, requested }: Stop): Promise<number> {
  const pagesMode = readPagesMode(process.argv.slice(2));
  const settings = readEnvironment(process.env);
  const { host, port, origins, limits } = settings;
  // Before a build, which takes its time.
  await checkPorts(host, wantedPorts(settings, pagesMode !== undefined));
  if (pagesMode === 'start') {
    const onBuild = () => console.log('Building the pages; this happens again only when the sources change.\n');
    await ensureBuild({ signal, onBuild });
  }

  let lab: Lab | undefined;
  let pages: Pages | undefined;
  try {
    lab = await startLab({ host, port: settings.labPort, origins, limits });
    if (pagesMode !== undefined) {
      const labPort = Number(new URL(lab.urls.control).port);
      pages = await startPages({ mode: pagesMode, host, port, labPort, signal });
    }
    printAddresses({ ...(pages ? { pages: pages.url } : {}), ...lab.urls });

    const ended = await Promise.race([requested, ...(pages ? [pages.exited] : [])]);
    // In a Windows console Ctrl-C reaches Next as well, which may be the first to act on it.
    if (ended === 'stop' || (await Promise.race([requested, delay(PAGES_FIRST_MS)])) === 'stop') return 0;
    console.error(`The pages have ended (${ended ?? 'by a signal'}), so the lab stops, too.`);
    return 1;
  } finally {
    await Promise.all([lab?.close(), pages?.close()]);
  }
}

function readPagesMode(args: readonly string[]): 'start' | 'dev' | undefined {
  const [option, mode, ...rest] = args;
  if (option === undefined) return undefined;
  if (option === '--pages' && (mode === 'start' || mode === 'dev') && rest.length === 0) return mode;
  throw new UsageError(`Expected nothing, --pages start or --pages dev, got ${args.join(' ')}`);
}

function wantedPorts({ port, labPort }: Settings, withPages: boolean): WantedPort[] {
  const lab = ['control', ...TRANSPORT_IDS].map((name, index): WantedPort => ({
    port: labPort === 0 ? 0 : labPort + index,
    name,
    variable: 'LAB_PORT',
  }));
  return withPages ? [{ port, name: 'pages', variable: 'PORT' }, ...lab] : lab;
}

await runCommand(main);
