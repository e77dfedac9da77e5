import type { Tone } from './draw-list.ts';
import { bundleHasRoom, hasRoom, type Scene } from './scene.ts';
import { PENDING } from './tape.ts';
import { BUCKET_ROWS, bucketMsOf, eachBucket, fromOf, serverYOf, yOf } from './view.ts';

/** Lays out requests with their answers, and those that are still waiting for one. */
export function layOutExchanges(scene: Scene): void {
  const { tape, view } = scene;
  const { exchanges } = tape;
  const from = fromOf(view);
  const bucketMs = bucketMsOf(view);
  const rows = {
    first: exchanges.search('requestAt', from - tape.longestExchangeMs - bucketMs),
    end: exchanges.search('requestAt', view.to + bucketMs),
    bucketMs,
  };
  const { status, requestAt } = exchanges.read;
  eachBucket(
    rows,
    (index) => (status(index) === PENDING ? Number.NaN : requestAt(index)),
    (first, last, count) => {
      if (count > BUCKET_ROWS) return addBundle(scene, { first, last, count });
      for (let index = first; index <= last; index++) {
        if (exchanges.get('status', index) !== PENDING) addExchange(scene, index);
      }
    },
  );
  for (const index of tape.pending.values()) addWaiting(scene, index);
}

function addExchange(scene: Scene, index: number): void {
  const { tape, view, out } = scene;
  const { exchanges } = tape;
  const requestAt = exchanges.get('requestAt', index);
  const responseAt = exchanges.get('responseAt', index);
  if (responseAt < fromOf(view)) return;

  const status = exchanges.get('status', index);
  const asked = yOf(view, requestAt);
  const answered = yOf(view, responseAt);
  const received = serverYOf(view, exchanges.get('receivedAt', index));
  const sent = serverYOf(view, exchanges.get('sentAt', index));
  const unknown = Number.isNaN(received) || Number.isNaN(sent);

  const up = out.add('up', asked, unknown ? asked : received);
  up.unknown = unknown;
  if (status === 0) {
    // No answer came: there is no second arrow, only the moment at which it was given up.
    const end = out.add('down', answered, answered);
    end.tone = 'bad';
    end.unknown = true;
    end.label = tape.label('exchange', index);
    return;
  }
  if (!unknown) out.add('held', received, sent);

  const down = out.add('down', answered, unknown ? answered : sent);
  down.unknown = unknown;
  down.tone = toneOf(status, exchanges.get('events', index));
  down.value = exchanges.get('events', index);
  const previous = exchanges.get('responseAt', index - 1);
  if (hasRoom(scene, responseAt, previous)) down.label = tape.label('exchange', index);
}

function addWaiting(scene: Scene, index: number): void {
  const { tape, view, out } = scene;
  const requestAt = tape.exchanges.get('requestAt', index);
  if (Number.isNaN(requestAt) || requestAt > view.to) return;
  const y = yOf(view, requestAt);
  const up = out.add('up', y, y);
  up.unknown = true;
  const previous = tape.exchanges.get('previousResponseAt', index);
  if (hasRoom(scene, requestAt, previous)) up.label = tape.label('exchange', index);
  out.add('waiting', y, view.height);
}

function addBundle(scene: Scene, rows: { first: number; last: number; count: number }): void {
  const { tape, view, out } = scene;
  const { exchanges } = tape;
  let end = Number.NEGATIVE_INFINITY;
  let received = Number.POSITIVE_INFINITY;
  let sent = Number.NEGATIVE_INFINITY;
  let events = 0;
  let failed = 0;
  for (let index = rows.first; index <= rows.last; index++) {
    const status = exchanges.get('status', index);
    if (status === PENDING) continue;
    end = Math.max(end, exchanges.get('responseAt', index));
    // `Math.min` and `Math.max` would make one unknown stamp the bundle's.
    if (exchanges.get('receivedAt', index) < received) received = exchanges.get('receivedAt', index);
    if (exchanges.get('sentAt', index) > sent) sent = exchanges.get('sentAt', index);
    events += exchanges.get('events', index);
    if (status === 0 || status >= 400) failed++;
  }
  if (end < fromOf(view)) return;

  const bundle = out.add('bundle', yOf(view, exchanges.get('requestAt', rows.first)), yOf(view, end));
  bundle.unknown = !Number.isFinite(received) || !Number.isFinite(sent);
  bundle.c = bundle.unknown ? bundle.a : serverYOf(view, received);
  bundle.d = bundle.unknown ? bundle.b : serverYOf(view, sent);
  bundle.value = rows.count;
  bundle.tone = failed > 0 ? 'bad' : toneOf(200, events);
  const from = exchanges.get('requestAt', rows.first);
  const previousAt = exchanges.get('previousResponseAt', rows.first);
  if (!bundleHasRoom(scene, { from, to: end, previousAt })) return;
  bundle.label = `${rows.count} req, ${failed > 0 ? `${failed} failed` : `${events} events`}`;
}

function toneOf(status: number, events: number): Tone {
  if (status >= 400) return 'bad';
  return events > 0 ? 'accent' : 'plain';
}
