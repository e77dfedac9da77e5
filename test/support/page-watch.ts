import type { BrowserContext } from '@playwright/test';

const OWN_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const OWN_SCHEMES = new Set(['data:', 'blob:', 'about:']);

/** What went wrong in the pages of a browser context while a test ran. */
export interface PageWatch {
  /** What was seen so far, one line each, without what {@link PageWatch.allow} covers. */
  readonly problems: readonly string[];
  /**
   * Says that lines matching `pattern` are part of the test: a refused connection while the lab is stopped, for example,
   * which Chromium logs as an error. Covers what was already seen, too.
   */
  allow(pattern: RegExp): void;
}

/** Collects console errors, uncaught exceptions, and requests or WebSockets to other hosts, in all pages of `context`. */
export function watchPages(context: BrowserContext): PageWatch {
  const seen: string[] = [];
  const allowed: RegExp[] = [];

  const checkHost = (address: string, what: string): void => {
    const url = new URL(address);
    if (!OWN_SCHEMES.has(url.protocol) && !OWN_HOSTS.has(url.hostname)) {
      seen.push(`${what} to another host: ${address}`);
    }
  };
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => seen.push(`uncaught: ${error.error().stack ?? String(error.error())}`));
  context.on('request', (request) => checkHost(request.url(), 'request'));
  context.on('page', (page) => {
    page.on('websocket', (socket) => checkHost(socket.url(), 'WebSocket'));
    page.on('crash', () => seen.push(`the page crashed: ${page.url()}`));
  });

  return {
    get problems() {
      return seen.filter((line) => !allowed.some((pattern) => pattern.test(line)));
    },
    allow: (pattern) => void allowed.push(pattern),
  };
}
