// @vitest-environment happy-dom
import { act, createElement, StrictMode, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSocket, type UseSocketOptions, type UseSocketResult } from '#answer';

/** Stands in for a WebSocket; the network's part is played by `opens`, `receives` and `closes`. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  readonly protocols: readonly string[];
  readonly sent: unknown[] = [];
  readyState = 0;
  readonly #listeners = new EventTarget();
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;

  constructor(url: string, protocols: string | readonly string[] = []) {
    this.url = url;
    this.protocols = [protocols].flat();
    sockets.push(this);
  }

  addEventListener(...listener: Parameters<EventTarget['addEventListener']>): void {
    this.#listeners.addEventListener(...listener);
  }

  removeEventListener(...listener: Parameters<EventTarget['removeEventListener']>): void {
    this.#listeners.removeEventListener(...listener);
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  /** As on the platform, the close event comes later, if at all. */
  close(): void {
    if (this.readyState < 2) this.readyState = 2;
  }

  opens(): void {
    this.readyState = 1;
    this.#fire(new Event('open'), this.onopen);
  }

  receives(data: unknown): void {
    this.#fire(new MessageEvent('message', { data }), this.onmessage);
  }

  closes(): void {
    this.readyState = 3;
    this.#fire(Object.assign(new Event('close'), { code: 1006, reason: '', wasClean: false }), this.onclose);
  }

  #fire(event: Event, handler: ((event: Event) => void) | null): void {
    Object.defineProperty(event, 'target', { value: this });
    handler?.call(this, event);
    this.#listeners.dispatchEvent(event);
  }
}

let sockets: FakeSocket[] = [];
let roots: Root[] = [];
let results: Map<string, UseSocketResult>;

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  vi.stubGlobal('WebSocket', FakeSocket);
  sockets = [];
  roots = [];
  results = new Map();
});

afterEach(() => {
  act(() => {
    for (const root of roots) root.unmount();
  });
  vi.unstubAllGlobals();
});

const createSocket = (url: string, protocols?: string | string[]) =>
  new FakeSocket(url, protocols) as unknown as WebSocket;

/** The sockets that are connecting or open. Those that were created and closed again do not count. */
const live = (): FakeSocket[] => sockets.filter(({ readyState }) => readyState < 2);

/** The one live socket. */
function only(): FakeSocket {
  const [socket, ...others] = live();
  expect(others.length, 'There is one live socket, not several.').toBe(0);
  expect(socket, 'There is one live socket, connecting or open.').toBeDefined();
  return socket ?? new FakeSocket('none');
}

interface ProbeProps {
  name?: string;
  url: string | null;
  options: UseSocketOptions;
}

/** A component that shows what the hook returns. */
function Probe({ name = 'a', url, options }: ProbeProps): ReactNode {
  const result = useSocket(url, options);
  results.set(name, result);
  return createElement('p', null, `${name} ${result.state} ${String(result.lastMessage)};`);
}

/** An element whose options stay the same as long as it is the same element. */
const probe = (url: string | null, options: UseSocketOptions = {}, name = 'a') =>
  createElement(Probe, { key: name, name, url, options: { createSocket, ...options } });

/** Does something and lets React, and an answer that hops over some microtasks, come to rest. */
async function settle(change: () => void): Promise<void> {
  await act(async () => {
    change();
    for (let hop = 0; hop < 20; hop += 1) await Promise.resolve();
  });
}

/** Shows elements in a root of their own; `show` shows others in their place. */
async function mount(...first: ReactNode[]) {
  const container = document.createElement('div');
  const root = createRoot(container);
  roots.push(root);
  const show = (...elements: ReactNode[]) => settle(() => root.render(elements));
  await show(...first);
  return { show, text: () => container.textContent, unmount: () => act(() => root.unmount()) };
}

describe('A url connects', () => {
  test('the state follows the socket', async () => {
    const view = await mount(probe('wss://state', { protocols: ['chat'] }));
    const socket = only();
    expect(socket.url, '`createSocket` gets the url.').toBe('wss://state');
    expect(socket.protocols, '`createSocket` gets the protocols.').toEqual(['chat']);
    expect(view.text(), 'At first the state is `connecting` and `lastMessage` `null`.').toBe('a connecting null;');
    await settle(() => socket.opens());
    expect(view.text(), 'The state is `open` when the socket is.').toBe('a open null;');
    await settle(() => socket.closes());
    expect(view.text(), 'The state is `closed` when the socket was closed from the other side.').toBe('a closed null;');
  });

  test('with the createSocket that is given', async () => {
    const made: unknown[] = [];
    const own: typeof createSocket = (url, protocols) => {
      const socket = createSocket(url, protocols);
      made.push(socket);
      return socket;
    };
    await mount(probe('wss://own', { createSocket: own }));
    expect(made, 'Where `createSocket` is given the socket comes from it.').toContain(only());
  });

  test('with a WebSocket where no createSocket is given', async () => {
    const Plain = () => useSocket('wss://default').state;
    const view = await mount(createElement(Plain, { key: 'plain' }));
    expect(only().url, 'Without `createSocket` a `WebSocket` is made.').toBe('wss://default');
    await settle(() => only().opens());
    expect(view.text(), 'A `WebSocket` is followed like any other socket.').toBe('open');
  });
});

describe('Messages reach lastMessage and onMessage', () => {
  test('with the data and the event', async () => {
    const heard: unknown[] = [];
    const view = await mount(probe('wss://message', { onMessage: ({ data }) => heard.push(data) }));
    await settle(() => only().opens());
    await settle(() => only().receives('one'));
    expect(view.text(), "`lastMessage` is the event's `data`.").toBe('a open one;');
    await settle(() => only().receives('two'));
    expect(view.text(), '`lastMessage` is the newest one.').toBe('a open two;');
    await settle(() => only().receives(''));
    expect(view.text(), '`lastMessage` is the newest one, also where it is empty.').toBe('a open ;');
    expect(heard, '`onMessage` gets the event of each message, once.').toEqual(['one', 'two', '']);
  });

  test('onMessage hears every message of a burst', async () => {
    const heard: unknown[] = [];
    const view = await mount(probe('wss://burst', { onMessage: ({ data }) => heard.push(data) }));
    await settle(() => {
      only().opens();
      for (const data of ['one', 'two', 'two', 'three']) only().receives(data);
    });
    const all = ['one', 'two', 'two', 'three'];
    expect(heard, '`onMessage` hears every message, also those that React never rendered.').toEqual(all);
    expect(view.text(), '`lastMessage` is the newest one.').toBe('a open three;');
  });

  test('the newest onMessage is the one that is called', async () => {
    const heard: string[] = [];
    const view = await mount(probe('wss://newest', { onMessage: () => heard.push('first') }));
    await settle(() => only().opens());
    await view.show(probe('wss://newest', { onMessage: () => heard.push('second') }));
    await settle(() => only().receives('x'));
    expect(heard, 'A message goes to the `onMessage` of the newest render, and to no older one.').toEqual(['second']);
  });
});

describe('send goes to the socket', () => {
  test('that is open now', async () => {
    const view = await mount(probe('wss://send'));
    await settle(() => only().opens());
    results.get('a')?.send('hello');
    expect(only().sent, '`send` sends over the open socket.').toEqual(['hello']);
    await view.show(probe('wss://send/2'));
    await settle(() => only().opens());
    results.get('a')?.send('again');
    expect(only().sent, 'After a change of url `send` sends over the new socket.').toEqual(['again']);
  });

  test('of its own component', async () => {
    await mount(probe('wss://left'), probe('wss://right', {}, 'b'));
    await settle(() => live().forEach((socket) => socket.opens()));
    for (const name of ['b', 'a']) results.get(name)?.send(`from ${name}`);
    const sent = live().map(({ url, sent }) => `${url} ${sent.join()}`);
    const own = ['wss://left from a', 'wss://right from b'];
    expect(sent.toSorted(), 'Each component sends over its own socket.').toEqual(own);
  });
});

describe('Only another address reconnects', () => {
  test('inline options do not', async () => {
    const inline = (): UseSocketOptions => ({
      onMessage: () => {},
      createSocket: (url, protocols) => createSocket(url, protocols),
    });
    const view = await mount(probe('wss://inline', inline()));
    const socket = only();
    await settle(() => socket.opens());
    for (let render = 0; render < 3; render += 1) await view.show(probe('wss://inline', inline()));
    await settle(() => socket.receives('still here'));
    expect(only(), 'An inline `onMessage` or options object does not reconnect.').toBe(socket);
    expect(view.text(), 'A render with other functions leaves the socket as it is.').toBe('a open still here;');
  });

  test('inline protocols do not, others do', async () => {
    const view = await mount(probe('wss://protocols', { protocols: ['chat', 'v2'] }));
    const socket = only();
    await settle(() => socket.opens());
    await view.show(probe('wss://protocols', { protocols: ['chat', 'v2'] }));
    expect(only(), '`protocols` are compared by content: an equal array does not reconnect.').toBe(socket);
    await view.show(probe('wss://protocols', { protocols: ['chat', 'v3'] }));
    expect(only().protocols, 'Other protocols make another connection.').toEqual(['chat', 'v3']);
  });

  test('another url does', async () => {
    const view = await mount(probe('wss://one'));
    await settle(() => only().opens());
    await view.show(probe('wss://two'));
    expect(only().url, 'Another url closes the old socket and opens one to the new url.').toBe('wss://two');
    expect(view.text(), 'Another url begins at `connecting`.').toMatch(/^a connecting /);
  });

  test('and the old socket is not heard any more', async () => {
    const heard: unknown[] = [];
    const onMessage = ({ data }: MessageEvent): void => void heard.push(data);
    const view = await mount(probe('wss://old', { onMessage }));
    const old = only();
    await settle(() => old.opens());
    await view.show(probe('wss://new', { onMessage }));
    await settle(() => only().opens());
    await settle(() => {
      old.receives('late');
      old.closes();
    });
    expect(view.text(), 'Late events of the old socket change neither state nor message.').toMatch(/^a open (?!late)/);
    expect(heard, 'A late message of the old socket does not reach `onMessage`.').toEqual([]);
  });
});

describe('null disconnects', () => {
  test('from the start there is nothing', async () => {
    const view = await mount(probe(null), probe('wss://beside', {}, 'b'));
    expect(only().url, '`null` opens no socket.').toBe('wss://beside');
    expect(view.text(), 'With `null` the state is `idle`.').toMatch(/^a idle null;/);
  });

  test('a socket is closed, and a url brings one again', async () => {
    const view = await mount(probe('wss://null'));
    await settle(() => only().opens());
    await view.show(probe(null));
    expect(live(), '`null` closes the socket.').toEqual([]);
    expect(view.text(), 'After `null` the state is not that of a connection.').toMatch(/^a (?:idle|closed) /);
    await view.show(probe('wss://null'));
    await settle(() => only().opens());
    expect(view.text(), 'After `null` a url connects again.').toMatch(/^a open /);
  });
});

describe('Strict Mode leaves one socket', () => {
  test('that works once and goes with the component', async () => {
    const heard: unknown[] = [];
    const options = { onMessage: ({ data }: MessageEvent) => void heard.push(data) };
    const view = await mount(createElement(StrictMode, { key: 'strict' }, probe('wss://strict', options)));
    await settle(() => only().opens());
    await settle(() => only().receives('x'));
    expect(view.text(), 'The socket that is left is the one that is listened to.').toBe('a open x;');
    expect(heard, 'In Strict Mode a message is heard once.').toEqual(['x']);
    await view.show(createElement(StrictMode, { key: 'strict' }, probe('wss://strict/2', options)));
    expect(only().url, 'In Strict Mode another url leaves one socket as well.').toBe('wss://strict/2');
    view.unmount();
    expect(live(), 'In Strict Mode nothing is left after unmounting.').toEqual([]);
  });
});

describe('Leaving closes at once and for good', () => {
  test('an open socket', async () => {
    const heard: unknown[] = [];
    const view = await mount(probe('wss://leave', { onMessage: ({ data }) => heard.push(data) }));
    const socket = only();
    await settle(() => socket.opens());
    view.unmount();
    expect(live(), 'Unmounting closes the socket at once, not some time later.').toEqual([]);
    await settle(() => {
      socket.receives('late');
      socket.closes();
    });
    expect(heard, 'After unmounting nothing reaches `onMessage`.').toEqual([]);
    expect(live(), 'After unmounting nothing connects again.').toEqual([]);
  });

  test('a socket that is still connecting', async () => {
    const view = await mount(probe('wss://early'));
    const socket = only();
    view.unmount();
    expect(live(), 'Unmounting closes a socket that is still connecting.').toEqual([]);
    await settle(() => socket.closes());
    expect(live(), 'After unmounting nothing connects again.').toEqual([]);
  });
});

describe('Components with one address share a socket', () => {
  test('and all of them follow it', async () => {
    const heard: string[] = [];
    const hear = (name: string) => ({ onMessage: ({ data }: MessageEvent) => void heard.push(`${name} ${data}`) });
    const view = await mount(probe('wss://share', hear('a')), probe('wss://share', hear('b'), 'b'));
    const other = await mount(probe('wss://share', hear('c'), 'c'));
    await settle(() => only().opens());
    await settle(() => only().receives('x'));
    expect(view.text() + other.text(), 'Each component sees the state and the message.').toBe(
      'a open x;b open x;c open x;',
    );
    expect(heard.toSorted(), 'Each `onMessage` is called once for a message.').toEqual(['a x', 'b x', 'c x']);
    for (const name of ['a', 'b', 'c']) results.get(name)?.send(name);
    expect(only().sent, 'Each component sends over the shared socket.').toEqual(['a', 'b', 'c']);
  });

  test('one that joins late sees it open', async () => {
    const view = await mount(probe('wss://late'));
    const socket = only();
    await settle(() => socket.opens());
    await view.show(probe('wss://late'), probe('wss://late', {}, 'b'));
    expect(only(), 'A component that joins uses the socket that is there.').toBe(socket);
    expect(view.text(), 'A component that joins sees the state of the socket that is there.').toMatch(/b open/);
  });

  test('until the last one leaves', async () => {
    const heard: unknown[] = [];
    const onMessage = ({ data }: MessageEvent): void => void heard.push(data);
    const view = await mount(probe('wss://last', { onMessage }), probe('wss://last', {}, 'b'));
    const socket = only();
    await settle(() => socket.opens());
    await view.show(probe('wss://last', {}, 'b'));
    expect(only(), 'The socket stays as long as one component uses it, whichever came first.').toBe(socket);
    await settle(() => socket.receives('x'));
    expect(view.text(), 'Those that stay go on.').toBe('b open x;');
    expect(heard, 'The `onMessage` of a component that has left is not called.').toEqual([]);
    view.unmount();
    expect(live(), 'The last one to leave closes the socket.').toEqual([]);
  });

  test('one that goes elsewhere leaves it to the others', async () => {
    const view = await mount(probe('wss://here'), probe('wss://here', {}, 'b'));
    const here = only();
    await settle(() => here.opens());
    await view.show(probe('wss://there'), probe('wss://here', {}, 'b'));
    const urls = live().map(({ url }) => url);
    const both = ['wss://here', 'wss://there'];
    expect(urls.toSorted(), 'A change of url takes its own socket along, not that of others.').toEqual(both);
    expect(view.text(), 'Those that stay go on.').toMatch(/b open null;$/);
    await view.show(probe('wss://here'), probe('wss://here', {}, 'b'));
    expect(only(), 'Who comes back shares again, and the other socket is closed.').toBe(here);
  });

  test('other protocols make another socket', async () => {
    await mount(probe('wss://both', { protocols: ['v1'] }), probe('wss://both', { protocols: ['v2'] }, 'b'));
    const offered = live().flatMap(({ protocols }) => protocols);
    expect(offered.toSorted(), 'Sharing goes by url and protocols together.').toEqual(['v1', 'v2']);
  });
});

describe('The server shows idle', () => {
  test('and opens nothing', async () => {
    const html = renderToString(probe('wss://server'));
    expect(html, 'The render on a server shows `idle` and no message.').toContain('a idle null;');
    expect(sockets, 'The render on a server creates no socket.').toEqual([]);
    await mount(probe('wss://server'));
    expect(only().url, 'In the browser the same component connects.').toBe('wss://server');
  });
});
