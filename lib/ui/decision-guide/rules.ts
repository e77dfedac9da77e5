import type { TransportId } from '../../protocol/index.ts';
import type { Answers, QuestionId } from './questions.ts';

/** The answers under which a rule holds: all the named questions, each with one of the listed answers. */
export type Condition = { readonly [Id in QuestionId]?: readonly Answers[Id][] };

/**
 * How much a reason counts: points for or against, or `out`, which no points can outweigh. The mechanism behind each
 * reason is a fact that the lessons measure or cite; its weight is a judgement, and printed beside it for that reason.
 */
export type Weight = number | 'out';

/** What holds under a condition, for the transports that it touches. */
export interface Rule {
  when: Condition;
  effects: { readonly [Id in TransportId]?: { weight: Weight; because: string } };
}

/** Everything that the guide knows. The order is that of the questions; the result does not depend on it. */
export const RULES: readonly Rule[] = [
  {
    when: {},
    effects: {
      polling: {
        weight: 2,
        because: 'Plain requests: any server, cache, proxy and client can take part, and nothing is held.',
      },
      sse: {
        weight: 1,
        because: 'Plain HTTP whose standard already has framing, reconnecting and the resume position.',
      },
      'socket-io': { weight: -1, because: 'A protocol of its own: both ends need the library.' },
    },
  },
  {
    when: { direction: ['down'] },
    effects: {
      sse: { weight: 2, because: 'A one-way stream is the whole of what it is.' },
      websocket: {
        weight: -1,
        because: 'One of its two directions stays unused, and resuming is still yours to write.',
      },
    },
  },
  {
    when: { direction: ['mostly-down'] },
    effects: {
      sse: { weight: 1, because: 'The stream goes down and a POST goes up; what is sent now and then needs no more.' },
      websocket: { weight: 1, because: 'What the user sends goes up the connection that is already open.' },
      'socket-io': { weight: 1, because: 'What the user sends goes up the same connection, with an acknowledgement.' },
    },
  },
  {
    when: { direction: ['both'] },
    effects: {
      polling: {
        weight: -3,
        because: 'Each message up is a request with its headers, and answers wait for the next poll.',
      },
      'long-polling': {
        weight: -2,
        because: 'Each message up is a request with its headers, beside the one that is held.',
      },
      sse: { weight: -2, because: 'Each message up is a request with its headers, several times a second.' },
      websocket: {
        weight: 5,
        because: 'Either side sends when it likes; a small message costs 6 bytes of frame up, 2 down.',
      },
      'socket-io': { weight: 4, because: 'Either side sends when it likes, with named events and acknowledgements.' },
    },
  },
  {
    when: { freshness: ['minutes'] },
    effects: {
      polling: { weight: 5, because: 'The interval may be as long as the delay that you allow.' },
      'long-polling': { weight: -1, because: 'It holds a request for news that may wait.' },
      sse: { weight: -1, because: 'It holds a stream for news that may wait.' },
      websocket: { weight: -1, because: 'It holds a connection for news that may wait.' },
      'socket-io': { weight: -1, because: 'It holds a connection for news that may wait.' },
    },
  },
  {
    when: { freshness: ['seconds'] },
    effects: {
      'long-polling': { weight: 1, because: 'The answer leaves when the event happens.' },
      sse: { weight: 1, because: 'The event leaves when it happens.' },
    },
  },
  {
    when: { freshness: ['subsecond'] },
    effects: {
      polling: {
        weight: -6,
        because: 'An event waits half an interval on average: under a second means several requests a second.',
      },
      sse: { weight: 2, because: 'The event leaves when it happens: one trip.' },
      websocket: { weight: 2, because: 'The event leaves when it happens: one trip.' },
      'socket-io': { weight: 2, because: 'The event leaves when it happens: one trip.' },
    },
  },
  {
    when: { rate: ['rare'] },
    effects: {
      'long-polling': { weight: -1, because: 'Most held requests end with nothing and are made again.' },
      sse: { weight: 1, because: 'A quiet stream costs a comment of a few bytes now and then.' },
    },
  },
  {
    when: { rate: ['rare'], freshness: ['seconds', 'subsecond'] },
    effects: {
      polling: { weight: -1, because: 'Nearly all polls find nothing.' },
    },
  },
  {
    when: { rate: ['steady'] },
    effects: {
      'long-polling': { weight: -1, because: 'Every event or two costs a whole request and response.' },
    },
  },
  {
    when: { rate: ['fast'] },
    effects: {
      'long-polling': {
        weight: -3,
        because: 'Each answer needs the next request: it turns into polling at the pace of the round trip.',
      },
      sse: { weight: 1, because: 'One stream; per event only its field names and line ends.' },
      websocket: { weight: 2, because: 'A frame header of 2 or 4 bytes on each message down.' },
      'socket-io': { weight: 1, because: 'WebSocket frames, plus a packet type and the event’s name in each.' },
    },
  },
  {
    when: { payload: ['binary'] },
    effects: {
      sse: { weight: -4, because: 'Its stream is UTF-8 text: bytes travel as base64, a third longer.' },
      websocket: { weight: 3, because: 'Binary messages are part of the protocol.' },
      'socket-io': { weight: 2, because: 'Bytes inside an event travel as binary messages of their own.' },
    },
  },
  {
    when: { payload: ['binary'], rate: ['fast'] },
    effects: {
      sse: { weight: -2, because: 'The third more, and the decoding, come with every event.' },
    },
  },
  {
    when: { loss: ['none'] },
    effects: {
      polling: { weight: 1, because: 'Each request names the position; what was missed is asked for again.' },
      'long-polling': { weight: 1, because: 'Each request names the position; what was missed is asked for again.' },
      sse: { weight: 1, because: 'The position is in the standard: id down, Last-Event-ID up.' },
      websocket: {
        weight: -1,
        because: 'What is in flight when the connection breaks is gone; numbering and resuming are yours to write.',
      },
      'socket-io': { weight: -1, because: 'Delivery is at most once unless you add positions or its recovery.' },
    },
  },
  {
    when: { loss: ['latest'] },
    effects: {
      polling: { weight: 1, because: 'A poll answers with the state as it is; there is nothing to catch up with.' },
    },
  },
  {
    when: { network: ['hostile'] },
    effects: {
      polling: { weight: 3, because: 'Short, complete answers pass wherever pages pass.' },
      'long-polling': {
        weight: 4,
        because: 'Complete answers pass wherever pages pass, if the hold is shorter than the proxy’s patience.',
      },
      sse: { weight: 'out', because: 'A proxy that waits for the whole answer never passes on a stream.' },
      websocket: { weight: 'out', because: 'Where the upgrade is refused there is nothing to fall back to.' },
      'socket-io': { weight: 5, because: 'It starts with long polling and upgrades where the network lets it.' },
    },
  },
  {
    when: { http: ['h2'] },
    effects: {
      sse: { weight: 1, because: 'Streams share one connection, about a hundred of them.' },
    },
  },
  {
    when: { http: ['h1'] },
    effects: {
      'long-polling': { weight: -1, because: 'A held request takes one of about six connections.' },
      sse: { weight: -1, because: 'A stream takes one of about six connections.' },
    },
  },
  {
    when: { http: ['h1'], tabs: ['many'] },
    effects: {
      'long-polling': {
        weight: -5,
        because: 'The six count over all tabs: the seventh waits, and so does every other request.',
      },
      sse: { weight: -5, because: 'The six count over all tabs: the seventh waits, and so does every other request.' },
      websocket: { weight: 3, because: 'Its connections are not among the six; Chromium allows 255 of them.' },
      'socket-io': { weight: 1, because: 'Once it has upgraded, its connection is not among the six.' },
    },
  },
  {
    when: { auth: ['header'] },
    effects: {
      polling: { weight: 1, because: 'fetch sends any header.' },
      'long-polling': { weight: 1, because: 'fetch sends any header.' },
      sse: {
        weight: -1,
        because: 'EventSource sends no header of yours; a reader over fetch does, and then reconnects by your code.',
      },
      websocket: {
        weight: -1,
        because:
          'A browser’s WebSocket sends no header of yours: a ticket in the address, or a first message with a deadline.',
      },
      'socket-io': {
        weight: -1,
        because: 'In a browser its auth travels in its first packet, where a gateway does not look.',
      },
    },
  },
  {
    when: { power: ['battery'] },
    effects: {
      'long-polling': { weight: -1, because: 'Every hold that ends makes the radio send again.' },
    },
  },
  {
    when: { power: ['battery'], freshness: ['seconds', 'subsecond'] },
    effects: {
      polling: { weight: -3, because: 'Every poll wakes the radio, whether or not there is news.' },
    },
  },
  {
    when: { building: ['own'] },
    effects: {
      'socket-io': {
        weight: -2,
        because: 'What it brings is not asked for, and every client must speak its protocol.',
      },
    },
  },
  {
    when: { building: ['library'] },
    effects: {
      'socket-io': {
        weight: 3,
        because: 'Acknowledgements, rooms, reconnecting with jitter and the fallback are in the box.',
      },
    },
  },
];
