import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { BEHAVIOURS } from '../contract/behaviours.ts';
import { type LabCalls, serveLabCalls } from '../contract/lab-calls.ts';
import { createLabs } from '../contract/labs.ts';

// The same behaviours as in Node, by the same clients, in a blank page: here `fetch`, `WebSocket` and `XMLHttpRequest` are
// the browser's, requests are subject to CORS, and the console may well say that a connection was refused.

let server: Server;
let address: string;

test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['test/contract/in-browser.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const script = outputFiles[0]?.text ?? '';
  server = createServer((request, response) => {
    const isScript = request.url === '/behaviours.js';
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
    });
    response.end(
      isScript ? script : '<!doctype html><title>Contract</title><script type="module" src="behaviours.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function letCall(page: Page, calls: LabCalls): Promise<void> {
  await page.exposeFunction('callLab', (name: keyof LabCalls, ...args: never[]) => {
    const call = calls[name] as (...given: never[]) => Promise<unknown>;
    return call(...args);
  });
}

for (const id of TRANSPORT_IDS) {
  test.describe(`the contract, in a browser, over ${id}`, () => {
    for (const { title } of BEHAVIOURS) {
      test(title, async ({ page }) => {
        const labs = createLabs(id);
        const problems: string[] = [];
        page.on('pageerror', (error) => problems.push(error.message));
        try {
          await letCall(page, serveLabCalls(labs));
          await page.goto(address);
          await page.evaluate(([id, title]) => window.runBehaviour(id, title), [id, title] as const);
          expect(problems, 'uncaught errors in the page').toEqual([]);
        } finally {
          await labs.stopAll();
        }
      });
    }
  });
}
