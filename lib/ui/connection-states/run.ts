import type { Clock } from '../../measure/clock.ts';
import { createMachineClient } from './client.ts';
import { createCodeClient, createUnguardedClient } from './faulty.ts';
import { type ClientAccount, NEW_ACCOUNT, type WatchedClient, watchClient } from './ledger.ts';

/** The clients that are driven beside each other. */
export const CLIENT_IDS = ['machine', 'by-code', 'unguarded'] as const;

/** The id of one of them. */
export type ClientId = (typeof CLIENT_IDS)[number];

/** What they are called. */
export const CLIENT_NAMES: Readonly<Record<ClientId, string>> = {
  machine: 'The machine',
  'by-code': 'Decides by code',
  unguarded: 'Hears old sockets',
};

const CREATE = { machine: createMachineClient, 'by-code': createCodeClient, unguarded: createUnguardedClient } as const;

/** What is known of all of them. A new object with every change. */
export type Accounts = Readonly<Record<ClientId, ClientAccount>>;

/** The accounts of clients that have done nothing. */
export const NEW_ACCOUNTS: Accounts = { machine: NEW_ACCOUNT, 'by-code': NEW_ACCOUNT, unguarded: NEW_ACCOUNT };

/** The three clients: whatever is called is called on each. */
export interface StatesRun {
  accounts(): Accounts;
  connect(): void;
  disconnect(): void;
  send(text: string): void;
  network(isOff: boolean): void;
  dispose(): void;
}

/** What a run is made with. */
export interface StatesRunOptions {
  /** Where to connect to: asked at each attempt, since a lab that was restarted has other addresses. */
  url: () => string;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  isNetworkOff: () => boolean;
  onChange: () => void;
  /** @default new globalThis.WebSocket(url) */
  createSocket?: (url: string) => WebSocket;
}

/** Makes the three clients. None connects before it is told to. */
export function createStatesRun(options: StatesRunOptions): StatesRun {
  const { url, clock, random, isNetworkOff, onChange, createSocket = (address) => new WebSocket(address) } = options;
  const watch = (id: ClientId): WatchedClient =>
    watchClient({
      create: CREATE[id],
      createSocket: () => createSocket(url()),
      clock,
      random,
      isNetworkOff,
      onChange,
    });
  const clients: Readonly<Record<ClientId, WatchedClient>> = {
    machine: watch('machine'),
    'by-code': watch('by-code'),
    unguarded: watch('unguarded'),
  };
  const all = CLIENT_IDS.map((id) => clients[id]);

  return {
    accounts: () => ({
      machine: clients.machine.account(),
      'by-code': clients['by-code'].account(),
      unguarded: clients.unguarded.account(),
    }),
    connect: () => all.forEach((client) => client.connect()),
    disconnect: () => all.forEach((client) => client.disconnect()),
    send: (text) => all.forEach((client) => client.send(text)),
    network: (isOff) => all.forEach((client) => client.network(isOff)),
    dispose: () => all.forEach((client) => client.dispose()),
  };
}
