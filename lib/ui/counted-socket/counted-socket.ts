/** What the page has seen of the sockets of one address. */
export interface SocketTally {
  /** How often the constructor was called. */
  readonly made: number;
  /** How many are connecting, open or closing. */
  readonly standing: number;
  /** Events that came over them. */
  readonly events: number;
  /** Messages that were sent over them. */
  readonly sent: number;
  /** How many ended, or never came to stand, without the page having called `close`. */
  readonly lost: number;
}

/** Keeps count of all sockets whose address has its token, and ends them. */
export interface SocketLedger {
  tally(): SocketTally;
  /** Ends every socket, also those that are made later, and lets nobody hear of it; may be called twice. */
  end(): void;
}

interface Book {
  sockets: Set<WebSocket>;
  made: number;
  events: number;
  sent: number;
  lost: number;
  isEnded: boolean;
  onChange: () => void;
}

/**
 * By token. A socket finds its book by what stands in its address. Books stay after their end: a timer that a wrong version
 * has left behind may still make a socket.
 */
const books = new Map<string, Book>();

const TOLD = ['open', 'message', 'error', 'close'] as const;

/** A server renders the figure without a WebSocket, and makes none. */
const Platform: typeof globalThis.WebSocket =
  globalThis.WebSocket ?? (EventTarget as unknown as typeof globalThis.WebSocket);

/**
 * The platform's WebSocket, which in addition writes itself into the ledger of its token: the code of a figure calls
 * `new WebSocket(url)` as it would anywhere.
 */
class CountedSocket extends Platform {
  #book: Book | undefined;
  #isClosedByPage = false;

  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    const book = [...books].find(([token]) => String(url).includes(token))?.[1];
    if (book === undefined) return;
    this.#book = book;
    book.made++;
    book.sockets.add(this);
    // Added before anybody else can listen: what has ended tells nobody, so no clean-up of the figure starts a reconnect.
    for (const name of TOLD)
      this.addEventListener(name, (event) => take(book, this, { event, isLost: !this.#isClosedByPage }));
    if (book.isEnded) this.close();
    book.onChange();
  }

  override close(code?: number, reason?: string): void {
    super.close(code, reason);
    this.#isClosedByPage = true;
  }

  override send(data: Parameters<WebSocket['send']>[0]): void {
    super.send(data);
    if (this.#book === undefined) return;
    this.#book.sent++;
    this.#book.onChange();
  }
}

export { CountedSocket as WebSocket };

/** Opens the ledger of a token. @param onChange called after every change */
export function openLedger(token: string, onChange: () => void): SocketLedger {
  const book: Book = { sockets: new Set(), made: 0, events: 0, sent: 0, lost: 0, isEnded: false, onChange };
  books.set(token, book);
  return {
    tally: () => ({
      made: book.made,
      standing: book.sockets.size,
      events: book.events,
      sent: book.sent,
      lost: book.lost,
    }),
    end() {
      book.isEnded = true;
      book.onChange = () => undefined;
      for (const socket of book.sockets) socket.close();
    },
  };
}

function take(book: Book, socket: WebSocket, { event, isLost }: { event: Event; isLost: boolean }): void {
  if (event.type === 'close') {
    book.sockets.delete(socket);
    if (isLost) book.lost++;
  }
  if (book.isEnded) return event.stopImmediatePropagation();
  if (event instanceof MessageEvent && String(event.data).startsWith('{"op":"event"')) book.events++;
  if (event.type !== 'open') book.onChange();
}
