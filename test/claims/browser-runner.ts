import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Browser } from '@playwright/test';
import { bundleBrowserPart } from '../../content/claims/bundle.ts';
import type { BrowserMeasure, Reading } from '../../content/claims/claim.ts';
import { MeasureError, RUN_LIMIT_MS, type Run, startStage } from '../../content/claims/measurer.ts';
import { hasLabPart } from '../../content/claims/registry.ts';

/** Measures the claims of the browser, each run in a context of its own, against servers of its own. */
export interface BrowserRunner {
  /** @throws {MeasureError} */
  measure(id: string): Promise<Run>;
  close(): Promise<void>;
}

/** Where a run finds what the stage has counted. */
const COUNTS = 'wirelabCounts';

/** Makes a runner on an open browser, with a site of one empty page and the bundles of the claims. */
export async function createBrowserRunner(browser: Browser): Promise<BrowserRunner> {
  const site = createSite();
  await once(site.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  return {
    async measure(id) {
      const stage = hasLabPart(id) ? await startStage(id, { host: '127.0.0.1', origins: [origin] }) : undefined;
      const context = await browser.newContext();
      let timer: NodeJS.Timeout | undefined;
      try {
        const page = await context.newPage();
        await page.exposeFunction(COUNTS, () => stage?.counts() ?? {});
        await page.goto(origin);
        const startedAt = performance.now();
        const reading = await Promise.race([
          page.evaluate(runInPage, { id, urls: stage?.urls ?? {}, countsName: COUNTS }),
          new Promise<never>((_, reject) => {
            const hung = new MeasureError('hung', `${id} did not end within ${RUN_LIMIT_MS / 1000} s`);
            timer = setTimeout(() => reject(hung), RUN_LIMIT_MS);
          }),
        ]);
        if (!Number.isFinite(reading.value)) throw new RangeError(`Expected a number, got ${String(reading.value)}`);
        return { ...reading, tookMs: performance.now() - startedAt, leftOpen: [] };
      } catch (error) {
        if (error instanceof MeasureError) throw error;
        throw new MeasureError('failed', `${id} failed: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        clearTimeout(timer);
        await Promise.all([context.close(), stage?.close()]);
      }
    },
    close: () =>
      new Promise((resolve) => {
        site.close(() => resolve());
        site.closeAllConnections();
      }),
  };
}

/** What is run in the page; it carries nothing with it. */
async function runInPage({
  id,
  urls,
  countsName,
}: {
  id: string;
  urls: Readonly<Record<string, string>>;
  countsName: string;
}): Promise<Reading> {
  const address = `/${id}.js`;
  const { measure } = (await import(address)) as { measure: BrowserMeasure };
  const counts = (window as unknown as Record<string, () => Promise<Record<string, number>>>)[countsName];
  if (counts === undefined) throw new Error('Expected the counts of the stage');
  return measure({ urls, counts, signal: new AbortController().signal });
}

function createSite(): Server {
  return createServer((request, response) => {
    const id = /^\/([a-z0-9-]+)\.js$/.exec(request.url ?? '')?.[1];
    if (id === undefined) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><html lang="en"><title>Claims</title><link rel="icon" href="data:,"></html>');
      return;
    }
    bundleBrowserPart(id).then(
      (text) => response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}
