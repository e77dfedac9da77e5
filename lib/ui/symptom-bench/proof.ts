import type { Captured, CapturedEnd, CapturedEntry } from '../exchange/captured.ts';
import { endText } from '../exchange/captured.ts';
import { hexOf } from '../exchange/hex.ts';
import type { FaultId } from './cases.ts';
import type { PageView, Sample } from './page-view.ts';

/** How many bytes of a frame stand in a sentence. */
const SHOWN_BYTES = 12;

/** What there is to prove a diagnosis with. */
export interface Evidence {
  readonly captured: Captured;
  readonly view: PageView;
  readonly samples: readonly Sample[];
}

/**
 * Says what in the evidence proves a fault.
 *
 * @returns `undefined` where the evidence is not there, or does not show it
 */
export function proofOf(fault: FaultId, { captured, view, samples }: Evidence): string | undefined {
  const { entries, ends } = captured;
  const down = entries.filter(({ entry }) => entry.direction === 'down');
  const up = entries.filter(({ entry }) => entry.direction === 'up');
  const stored = samples.at(-1)?.stored ?? 0;
  switch (fault) {
    case 'wrong-path':
      return refusal(entries, { status: '404', line: /^GET [^?\s]+/ });
    case 'foreign-origin':
      return refusal(entries, { status: '403', line: /^Origin: .*$/im });
    case 'silent-peer': {
      const last = framesOf(down).at(-1);
      if (ends.length > 0 || last === undefined || stored <= view.received.length) return undefined;
      return `The last frame from the server is ${bytesText(last)}; no close frame and no end has come since. The server has stored ${stored} events, and the page has ${view.received.length}.`;
    }
    case 'lost-subscription': {
      const [first, second] = connectionsOf(entries);
      if (first === undefined || second === undefined) return undefined;
      const sent = textsOf(up, second).length;
      if (textsOf(up, first).length === 0 || sent > 0) return undefined;
      return `The page’s first connection begins with the frame ${bytesText(textsOf(up, first)[0])}, its subscription. Its second has a handshake, and ${sent} text frames after it.`;
    }
    case 'cut': {
      const end = ends.at(-1);
      if (end === undefined || end.by === 'client' || hasClose(down) || framesOf(down).length === 0) return undefined;
      return `${capital(endText(end))}, ${passed(down, end)} bytes after it began, and among the bytes from the server is no close frame (88).`;
    }
    case 'too-large': {
      const large = up.findLast(({ entry }) => entry.title.startsWith('text'));
      const close = down.find(({ entry }) => entry.bytes[0] === 0x88 && codeOf(entry.bytes) === 1009);
      if (large === undefined || close === undefined) return undefined;
      return `The server’s close frame is ${bytesText(close)}: 03 f1 is 1009. What the page sent before it begins with the bytes ${startText(large)}.`;
    }
    case 'binary': {
      const frame = up.find(({ entry }) => entry.bytes[0] === 0x82);
      const answer = framesOf(down).find(({ entry }) => contentOf(entry).includes('"bad-request"'));
      if (frame === undefined || answer === undefined) return undefined;
      return `The page’s frame begins with ${bytesText(frame)}: 82 is opcode 2, binary. The server answered ${contentOf(answer.entry)}`;
    }
    case 'two-connections': {
      const subscribed = connectionsOf(entries).filter((connection) => textsOf(up, connection).length > 0);
      if (subscribed.length < 2) return undefined;
      return `The edge has ${subscribed.length} handshakes of this page, and a subscription on each. The server stored ${stored} events, and the page counted ${view.received.length}.`;
    }
    case 'buffering':
      return flood(samples);
    case 'slow-line':
      return delay(samples);
  }
}

function refusal(
  entries: readonly CapturedEntry[],
  { status, line }: { status: string; line: RegExp },
): string | undefined {
  const answer = entries.find(({ entry }) => entry.direction === 'down' && textOf(entry).startsWith('HTTP/1.1'));
  const request = entries.find(({ entry }) => entry.direction === 'up' && textOf(entry).startsWith('GET'));
  if (answer === undefined || request === undefined) return undefined;
  const first = textOf(answer.entry).split('\r\n')[0] ?? '';
  const asked = line.exec(textOf(request.entry))?.[0];
  if (!first.includes(status) || asked === undefined) return undefined;
  return `The page asked with “${asked.trim()}”, and the answer begins with “${first}”.`;
}

/** The step in which the most came, where nothing had come before it. */
function flood(samples: readonly Sample[]): string | undefined {
  const index = samples.findIndex(({ received }) => received > 1);
  const [before, after] = [samples[index - 1], samples[index]];
  if (before === undefined || after === undefined || before.received > 0 || before.stored < 3) return undefined;
  return `At ${seconds(before.atMs)} the server had stored ${before.stored} events, and the page had none. At ${seconds(after.atMs)} it had ${after.received}.`;
}

/** How long after the server the page had the same count. */
function delay(samples: readonly Sample[]): string | undefined {
  const last = samples.at(-1);
  if (last === undefined || last.received < last.stored) return undefined;
  const lags = [2, 4, 6].flatMap((count) => {
    const stored = samples.find((sample) => sample.stored >= count);
    const received = samples.find((sample) => sample.received >= count);
    return stored === undefined || received === undefined ? [] : [received.atMs - stored.atMs];
  });
  if (lags.length < 3 || Math.min(...lags) < 700) return undefined;
  return `The second, fourth and sixth event came ${lags.map(seconds).join(', ')} after the server had them, and all ${last.received} have come.`;
}

/** The connections, in the order in which they began. */
export function connectionsOf(entries: readonly CapturedEntry[]): number[] {
  return [...new Set(entries.map(({ connection }) => connection))];
}

const isFrame = ({ entry }: CapturedEntry): boolean => entry.layers[0]?.name === 'websocket';
const framesOf = (entries: readonly CapturedEntry[]): CapturedEntry[] => entries.filter(isFrame);
const hasClose = (entries: readonly CapturedEntry[]): boolean =>
  framesOf(entries).some(({ entry }) => entry.bytes[0] === 0x88);

function textsOf(entries: readonly CapturedEntry[], of: number): CapturedEntry[] {
  return entries.filter(({ connection, entry }) => connection === of && entry.title.startsWith('text'));
}

function passed(entries: readonly CapturedEntry[], end: CapturedEnd): number {
  const own = entries.filter(({ connection }) => connection === end.connection);
  return Math.max(0, ...own.map(({ entry }) => entry.end));
}

function codeOf(bytes: Uint8Array): number {
  return ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
}

function bytesText(one: CapturedEntry | undefined): string {
  if (one === undefined) return 'none';
  const { bytes } = one.entry;
  return `${hexOf(bytes.subarray(0, SHOWN_BYTES))}${bytes.length > SHOWN_BYTES ? ' …' : ''}`;
}

/** The bytes that something begins with, where they end a sentence that says so. */
function startText(one: CapturedEntry | undefined): string {
  return one === undefined ? 'none' : hexOf(one.entry.bytes.subarray(0, SHOWN_BYTES));
}

const textOf = ({ bytes }: CapturedEntry['entry']): string => new TextDecoder('latin1').decode(bytes);

function contentOf({ layers }: CapturedEntry['entry']): string {
  return new TextDecoder().decode(layers[0]?.content?.bytes ?? new Uint8Array());
}

/** Times as readers read them. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
