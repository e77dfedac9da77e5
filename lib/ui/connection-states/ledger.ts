import type { Clock, Timer } from '../../measure/clock.ts';
import type { ClientOptions, CreateClient, StatefulClient } from './client.ts';
import type { StateName } from './machine.ts';

/** How many lines are kept; the oldest go. */
const MAX_LINES = 200;

/** A line of what a client did. */
export interface StateLine {
  /** 1, 2, 3 … */
  readonly number: number;
  /** The page's clock. */
  readonly at: number;
  readonly kind: 'transition' | 'ignored' | 'wrong';
  readonly text: string;
  readonly cause: string;
}

/** What is known of a client, by what it says and by what its sockets do. A new object with every change. */
export interface ClientAccount {
  /** What it says. */
  readonly state: StateName;
  /** Sockets that are open, whatever it says. */
  readonly openSockets: number;
  /** Sockets that it ever made. */
  readonly made: number;
  /** Sockets that opened after the reader had said disconnect. */
  readonly cameBack: number;
  /** Sockets that opened while another one of the same client was open. */
  readonly doubled: number;
  /** How often it came to say something else than its sockets are: not open with an open one, or open without. */
  readonly misreported: number;
  /** Events of old sockets that it took no notice of. */
  readonly ignored: number;
  readonly lines: readonly StateLine[];
}

/** The account of a client that has done nothing. */
export const NEW_ACCOUNT: ClientAccount = {
  state: 'idle',
  openSockets: 0,
  made: 0,
  cameBack: 0,
  doubled: 0,
  misreported: 0,
  ignored: 0,
  lines: [],
};

/** A client with somebody who watches its sockets and believes nothing of what it says. */
export interface WatchedClient extends StatefulClient {
  account(): ClientAccount;
  /** Ends all its sockets and timers, also those that it has lost sight of. */
  dispose(): void;
}

/** What a watched client is made with. */
export interface WatchOptions extends Pick<ClientOptions, 'createSocket' | 'clock' | 'random' | 'isNetworkOff'> {
  create: CreateClient;
  onChange: () => void;
}

/** Makes a client, and keeps the account of it. */
export function watchClient({ create, createSocket, clock, onChange, ...rest }: WatchOptions): WatchedClient {
  const sockets = new Set<WebSocket>();
  const timers = new Set<Timer>();
  let account = NEW_ACCOUNT;
  let isWanted = false;
  let count = 0;
  let isOver = false;

  const openSockets = (): number => [...sockets].filter(({ readyState }) => readyState === 1).length;

  function become(change: Partial<ClientAccount>, line?: Pick<StateLine, 'kind' | 'text' | 'cause'>): void {
    if (isOver) return;
    const added = line === undefined ? [] : [{ number: ++count, at: clock.now(), ...line }];
    account = {
      ...account,
      openSockets: openSockets(),
      ...change,
      lines: added.length === 0 ? account.lines : [...account.lines, ...added].slice(-MAX_LINES),
    };
    onChange();
  }

  function watchedSocket(): WebSocket {
    const socket = createSocket();
    sockets.add(socket);
    // Before the client's own listeners, so that the account comes first.
    socket.addEventListener('open', () => {
      if (openSockets() > 1) {
        become(
          { doubled: account.doubled + 1 },
          { kind: 'wrong', text: 'opened beside another', cause: 'two are open' },
        );
      }
      if (!isWanted) {
        const text = 'came back after disconnect';
        become({ cameBack: account.cameBack + 1 }, { kind: 'wrong', text, cause: 'nobody wants it' });
      }
    });
    socket.addEventListener('close', () => {
      sockets.delete(socket);
      become({});
    });
    become({ made: account.made + 1 });
    return socket;
  }

  const ownClock: Clock = {
    now: clock.now,
    setTimeout(callback, delayMs) {
      // A socket that is ended with the page still says so, and a client may want to come back even then.
      if (isOver) return clock.setTimeout(() => undefined, 0);
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        callback();
      }, delayMs);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      if (timer !== undefined) timers.delete(timer);
      clock.clearTimeout(timer);
    },
  };

  const client = create({
    ...rest,
    clock: ownClock,
    createSocket: watchedSocket,
    onState(name, cause) {
      const text = `${account.state} → ${name}`;
      become({ state: name }, { kind: 'transition', text, cause });
      if ((name === 'open') === openSockets() > 0) return;
      const contradiction = { kind: 'wrong', text: `says ${name}`, cause: `open sockets: ${openSockets()}` } as const;
      become({ misreported: account.misreported + 1 }, contradiction);
    },
    onIgnored: (event) =>
      become({ ignored: account.ignored + 1 }, { kind: 'ignored', text: `${event}, ignored`, cause: 'an old socket' }),
  });

  return {
    account: () => account,
    connect() {
      isWanted = true;
      client.connect();
    },
    disconnect() {
      isWanted = false;
      client.disconnect();
    },
    send: client.send,
    network: client.network,
    dispose() {
      isOver = true;
      for (const timer of timers) clock.clearTimeout(timer);
      for (const socket of sockets) socket.close();
      timers.clear();
    },
  };
}
