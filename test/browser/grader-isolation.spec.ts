import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GradeEnvironment } from '../../lib/grader/index.ts';
import { expect, test } from '../support/fixtures.ts';
import { openGrading } from '../support/grading.ts';

// What an answer can reach of the page, of its storage and of the network: nothing. Each attempt is code that an answer
// runs; it has to throw, to reject, or to give nothing. What it says is not believed alone: a server counts what comes.

/** Fails where an attempt fulfils with anything but `undefined`. */
const GRADE = `import { describe, expect, test } from 'vitest';
import { attempts } from '#answer';

describe('Out of reach', () => {
  test('all of it', async () => {
    const reached: string[] = [];
    const late = () => new Promise((done) => setTimeout(() => done(undefined), 400));
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        const got = await Promise.race([attempt(), late()]);
        if (got !== undefined && got !== null) reached.push(name + ': ' + String(got));
      } catch {}
    }
    expect(reached, 'what the answer reached').toEqual([]);
  });
});
`;

/** What fails in every scope. */
const EVERYWHERE = {
  fetch: `fetch(URL)`,
  'fetch of the page’s own site': `fetch('/lessons')`,
  'fetch of a blob’s neighbour': `fetch('data:text/plain,x')`,
  XMLHttpRequest: `new Promise((done) => { const it = new XMLHttpRequest(); it.onload = () => done(it.status); it.onerror = () => done(); it.open('GET', URL); it.send(); })`,
  WebSocket: `new Promise((done) => { const it = new WebSocket(URL.replace('http', 'ws')); it.onopen = () => done('open'); it.onerror = () => done(); })`,
  EventSource: `new Promise((done) => { const it = new EventSource(URL); it.onopen = () => done('open'); it.onerror = () => done(); })`,
  WebTransport: `new WebTransport(URL.replace('http', 'https')).ready.then(() => 'ready')`,
  'import()': `new Function('at', 'return import(at)')(URL + 'module.js')`,
  'import() of data': `new Function('at', 'return import(at)')('data:text/javascript,export default 1')`,
  'a worker of a file': `new Promise((done) => { const it = new Worker(URL + 'worker.js'); it.onmessage = () => done('ran'); it.onerror = () => done(); })`,
  'a worker of its own, and through it': `new Promise((done) => { const it = new Worker(window_URL.createObjectURL(new Blob(['fetch("' + URL + '").then(() => postMessage(1), () => postMessage(0))']))); it.onmessage = ({ data }) => done(data || undefined); })`,
  'a typeface': `new FontFace('far', 'url(' + URL + 'font.woff2)').load()`,
  indexedDB: `new Promise((done, fail) => { const it = indexedDB.open('wirelab'); it.onsuccess = () => done('open'); it.onerror = () => fail(it.error); })`,
  caches: `caches.open('wirelab')`,
  'the private file system': `navigator.storage.getDirectory()`,
  locks: `navigator.locks.request('wirelab', () => 'held')`,
  cookieStore: `cookieStore.getAll().then((all) => all.length || undefined)`,
  'a message to whoever made it': `(globalThis.postMessage({ op: 'done' }, '*'), undefined)`,
  'a channel of that name': `new Promise((done) => { const it = new BroadcastChannel('wirelab'); it.onmessage = ({ data }) => done(data); it.postMessage('from the answer'); })`,
};

/** What only a worker has. */
const IN_A_WORKER = {
  importScripts: `(importScripts(URL + 'script.js'), 'ran')`,
  'importScripts of data': `(importScripts('data:text/javascript,1'), 'ran')`,
  'a window': `globalThis.window ?? globalThis.document ?? globalThis.parent`,
  localStorage: `globalThis.localStorage`,
};

/** What only a document has. */
const IN_A_FRAME = {
  'the page’s document': `parent.document.title`,
  'the page’s storage': `parent.localStorage.getItem('secret')`,
  'its own storage': `localStorage.getItem('secret')`,
  cookies: `document.cookie`,
  'the page’s address': `(top.location.href = '/lessons/polling', undefined)`,
  'a message to the page': `(parent.postMessage({ op: 'done' }, '*'), undefined)`,
  'a new window': `open(URL)`,
  sendBeacon: `(navigator.sendBeacon(URL, 'x'), undefined)`,
  'a picture': `new Promise((done) => { const it = new Image(); it.onload = () => done('shown'); it.onerror = () => done(); it.src = URL + 'a.png'; })`,
  'a script': `new Promise((done) => { const it = document.createElement('script'); it.onload = () => done('ran'); it.onerror = () => done(); it.src = URL + 'a.js'; document.head.append(it); })`,
  'a script in the text': `new Promise((done) => { const it = document.createElement('script'); it.textContent = 'globalThis.ran = "ran"'; document.head.append(it); done(globalThis.ran); })`,
  'a style': `new Promise((done) => { const it = document.createElement('link'); it.rel = 'stylesheet'; it.onload = () => done('there'); it.onerror = () => done(); it.href = URL + 'a.css'; document.head.append(it); })`,
  'what a link has fetched ahead': `(['preconnect', 'prefetch', 'dns-prefetch', 'preload', 'modulepreload', 'icon'].forEach((rel) => { const it = document.createElement('link'); it.rel = rel; it.href = URL + rel; document.head.append(it); }), undefined)`,
  'a form': `(() => { const it = document.createElement('form'); it.action = URL; document.body.append(it); it.submit(); })()`,
  'a frame': `new Promise((done) => { const it = document.createElement('iframe'); it.onload = () => { try { done(it.contentDocument?.body?.textContent || undefined); } catch { done(); } }; it.src = '/lessons'; document.body.append(it); })`,
  'a scope of a frame within': `(() => { const it = document.createElement('iframe'); document.body.append(it); return it.contentWindow.fetch; })()`,
  'a peer': `globalThis.RTCPeerConnection ?? globalThis.webkitRTCPeerConnection`,
};

let server: Server;
let url: string;
let requests: string[];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  server.on('upgrade', (request, socket) => {
    requests.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.beforeEach(async ({ page, watch }) => {
  requests = [];
  // The browser says in the console what it refused; and what the answer asks for is a request that was not sent.
  watch.allow(/Content Security Policy|sandboxed|Blocked|127\.0\.0\.1|Unsafe attempt/);
  await page.goto('/lessons');
  await page.evaluate(() => {
    localStorage.setItem('secret', 'of the page');
    document.cookie = 'secret=of-the-page';
  });
});

const scopes: [GradeEnvironment, Record<string, string>][] = [
  ['worker', { ...EVERYWHERE, ...IN_A_WORKER }],
  ['frame', { ...EVERYWHERE, ...IN_A_FRAME }],
];

for (const [environment, attempts] of scopes) {
  test(`in a ${environment}, an answer reaches neither the page nor storage nor the network`, async ({ page }) => {
    const grading = await openGrading(page);
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      const channel = new BroadcastChannel('wirelab');
      channel.addEventListener('message', ({ data }) => heard.push(data));
      // A page that listens hears the message of a frame; it is the grader that must not.
    });
    const answer = `const window_URL = globalThis.URL;
{
  const URL = ${JSON.stringify(url)};
  var list: Record<string, () => unknown> = {
${Object.entries(attempts)
  .map(([name, code]) => `    ${JSON.stringify(name)}: async () => ${code},`)
  .join('\n')}
  };
}
export const attempts = list;
`;
    const verdict = await grading.run({ slug: 'reach', grade: GRADE, answer, limitMs: 30_000 }, environment);
    expect(verdict.error).toBeUndefined();
    expect(verdict.tests.map(({ message }) => message)).toEqual(['']);
    expect(requests, 'what reached the server').toEqual([]);
    expect(page.url(), 'where the page is').toMatch(/\/lessons$/);
    expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });
}

test('in a frame, an answer that goes elsewhere ends its grade, and nothing is fetched', async ({ page, watch }) => {
  watch.allow(/ERR_BLOCKED_BY_CSP|ERR_ABORTED/);
  const grading = await openGrading(page);
  const grade = `import { describe, test } from 'vitest';
import { leave } from '#answer';
describe('It stays', () => { test('where it is', () => leave()); });`;
  const answer = `export const leave = () => { location.href = ${JSON.stringify(url)}; return new Promise(() => {}); };`;
  const verdict = await grading.run({ slug: 'leave', grade, answer, limitMs: 5_000 }, 'frame');
  expect(verdict.error?.code).toBe('exit');
  expect(requests).toEqual([]);
});

test('the document of the sandbox has no origin even where it is opened by itself, and pages keep their policy', async ({
  page,
}) => {
  const answer = await page.goto('/challenges/runtime/frame');
  expect(answer?.headers()['content-security-policy']).toContain('sandbox allow-scripts');
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(await page.evaluate(() => origin)).toBe('null');
  const lesson = await page.goto('/lessons');
  expect(lesson?.headers()['content-security-policy']).not.toContain('unsafe-eval');
});

test('an answer that talks over the grader’s shoulder is not heard', async ({ page }) => {
  const grading = await openGrading(page);
  const verdict = await grading.run({
    slug: 'forged',
    grade: `import { describe, expect, test } from 'vitest';
import { one } from '#answer';
describe('It is honest', () => { test('about one', () => expect(one(), 'one').toBe(1)); });`,
    answer: `
const passed = { op: 'end', test: { name: 'It is honest > about one', status: 'passed', failure: null, message: '' } };
export const one = (): number => {
  for (const message of [passed, { op: 'done' }]) {
    (globalThis as unknown as { postMessage(message: unknown): void }).postMessage(message);
    globalThis.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  return 2;
};`,
  });
  expect(verdict).toMatchObject({ passed: 0, failed: 1 });
});
