import type { TransportId } from '../../protocol/index.ts';
import type { Answers } from './questions.ts';
import type { Condition } from './rules.ts';
import { holds } from './decide.ts';

interface Note {
  /** The transports that it is said of; all where left out. */
  of?: readonly TransportId[];
  when: Condition;
  text: string;
}

const NOTES: readonly Note[] = [
  {
    of: ['polling'],
    when: { freshness: ['minutes'] },
    text: 'Spread the interval by a random part, so that all pages do not ask in the same second.',
  },
  {
    of: ['polling'],
    when: { freshness: ['seconds', 'subsecond'] },
    text: 'Answer 304 or an empty list quickly: most of the requests you pay for will find nothing.',
  },
  {
    of: ['long-polling'],
    when: {},
    text: 'Hold for less time than the shortest timeout on the way, and answer an empty hold with 204.',
  },
  {
    of: ['sse'],
    when: { auth: ['header'] },
    text: 'Read the stream with fetch rather than EventSource, and write backoff and resuming yourself.',
  },
  {
    of: ['sse'],
    when: { auth: ['cookie'] },
    text: 'EventSource gives up on any status but 200: create a new one after an error of the server, and pass the position in the address.',
  },
  {
    of: ['sse', 'long-polling'],
    when: { http: ['h1'] },
    text: 'Share one connection among the tabs, through a SharedWorker or a BroadcastChannel.',
  },
  {
    of: ['sse'],
    when: { direction: ['mostly-down', 'both'] },
    text: 'Send upwards with POST and an id of the client’s making, so that a repeat takes effect once.',
  },
  {
    of: ['websocket'],
    when: {},
    text: 'Number the messages and resume after a break; let the server ping; look at bufferedAmount before sending in bulk.',
  },
  {
    of: ['websocket', 'socket-io'],
    when: { auth: ['cookie'] },
    text: 'Check Origin on the handshake: CORS does not apply to WebSocket, and cookies ride along.',
  },
  {
    of: ['socket-io'],
    when: {},
    text: 'Give every acknowledgement a timeout, and join rooms anew on each connect.',
  },
  {
    of: ['socket-io'],
    when: { network: ['hostile'] },
    text: 'Keep the order of transports as it is, long polling first, and route a session to one node.',
  },
  {
    of: ['websocket', 'socket-io'],
    when: { loss: ['latest'], rate: ['fast'] },
    text: 'Send the newest state at a fixed pace rather than every change, and drop what is stale.',
  },
  {
    when: { loss: ['latest'], rate: ['fast'], direction: ['both'] },
    text: 'If a late packet is worse than a lost one, look beyond these five: WebTransport datagrams or a WebRTC data channel.',
  },
  {
    when: { power: ['battery'], rate: ['rare'] },
    text: 'News for a closed page is the work of Web Push; no transport here reaches a page that is not running.',
  },
];

/** What the one who builds this with `transport` should not forget. */
export function notesOn(transport: TransportId, answers: Answers): string[] {
  return NOTES.filter((note) => (note.of?.includes(transport) ?? true) && holds(note.when, answers)).map(
    (note) => note.text,
  );
}
