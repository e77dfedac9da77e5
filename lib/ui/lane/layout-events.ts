import type { Scene } from './scene.ts';
import { MARK_KINDS, type MarkKind } from './tape.ts';
import { TALLY_MS } from './tally.ts';
import type { Ring } from './ring.ts';
import { BUCKET_ROWS, bucketMsOf, eachBucket, fromOf, LABEL_PX, scaleOf, yOf } from './view.ts';

/** Lays out the events: when each happened, on the server's lifeline, and when it arrived, on the client's. */
export function layOutEvents(scene: Scene): void {
  const { tape, view, out } = scene;
  const { arrivals } = tape;
  const bucketMs = bucketMsOf(view);
  const { eventAt: stampOf, message } = arrivals.read;
  const eventAt = (index: number): number => stampOf(index) - view.offsetMs;
  // An event arrives after it happened, so what arrived before the picture begins also happened before.
  const rows = { first: arrivals.search('at', fromOf(view) - bucketMs), end: arrivals.next, bucketMs };

  eachBucket(rows, eventAt, (first, last, count) => {
    const y = yOf(view, eventAt(first));
    if (y > view.height) return;
    if (count > BUCKET_ROWS) {
      const bundle = out.add('event', y, yOf(view, eventAt(last)));
      bundle.tone = 'accent';
      bundle.value = count;
      bundle.label = `×${count}`;
    }
    let strong = 0;
    for (let index = first; index <= last; index++) {
      const isMessage = message(index) === 1;
      if (isMessage) strong++;
      if (count > BUCKET_ROWS && (!isMessage || strong > BUCKET_ROWS)) continue;
      const dot = out.add('event', yOf(view, eventAt(index)), yOf(view, eventAt(index)));
      dot.tone = isMessage ? 'strong' : 'accent';
      dot.value = 1;
      if (count > BUCKET_ROWS) continue;
      // Where there is no room for every number there is for every second one: which, the number itself decides, so that
      // it does not change while the picture moves.
      const seq = arrivals.get('seq', index);
      const room = (eventAt(index) - eventAt(index - 1)) * scaleOf(view);
      if (count <= 2 ? !(room < LABEL_PX) : seq % 2 === 0) dot.label = String(seq);
    }
  });

  layOutArrived(scene);
}

/** How far two dots on a lifeline are apart at least, in CSS pixels. */
const DOT_PX = 3;

function layOutArrived({ tape, view, out }: Scene): void {
  const { arrivals } = tape;
  // Cells of time instead of distances between dots, so that the same dots are drawn while the picture moves.
  const cellMs = DOT_PX / scaleOf(view);
  const last = { accent: Number.NaN, strong: Number.NaN };
  const { read } = arrivals;
  for (let index = arrivals.search('at', fromOf(view)); index < arrivals.next; index++) {
    const at = read.at(index);
    if (at > view.to) break;
    const tone = read.message(index) === 1 ? 'strong' : 'accent';
    const cell = Math.floor(at / cellMs);
    if (last[tone] === cell) continue;
    last[tone] = cell;
    out.add('arrived', yOf(view, at), yOf(view, at)).tone = tone;
  }
}

/** What is wrong, or was made to be. */
const BAD: ReadonlySet<MarkKind> = new Set(['lost', 'reset', 'fault', 'fault-done']);

/** The label of a fault stands above where it begins and below where it ends. */
const FAULT_LABELS: Partial<Record<MarkKind, number>> = {
  fault: -LABEL_PX,
  'fault-done': -LABEL_PX,
  'fault-end': LABEL_PX,
};

/** Lays out what happened to the lane itself. */
export function layOutMarks({ tape, view, out }: Scene): void {
  const { marks } = tape;
  layOutFaults({ tape, view, out });
  for (let index = marks.first; index < marks.next; index++) {
    const at = marks.get('at', index);
    const until = marks.get('until', index);
    if (at > view.to || (Number.isNaN(until) ? at : until) < fromOf(view)) continue;
    const kind = MARK_KINDS[marks.get('kind', index)];
    const isLine = Number.isNaN(until) || kind === 'fault';
    if (isLine && (at > view.to || at < fromOf(view))) continue;
    const shown = out.add('mark', yOf(view, at), isLine ? Number.NaN : yOf(view, until));
    shown.tone = kind !== undefined && BAD.has(kind) ? 'bad' : 'plain';
    const labelBelow = kind === undefined ? undefined : FAULT_LABELS[kind];
    if (labelBelow !== undefined) {
      // What a fault does to the lane happens at the same moment, and has a label of its own.
      shown.c = labelBelow;
      shown.label = tape.label('mark', index);
      continue;
    }
    const room = (marks.get('at', index + 1) - at) * scaleOf(view);
    // Of marks that lie together the last one says what came of it: `connected` and not `connecting`.
    if (!(room < LABEL_PX)) shown.label = tape.label('mark', index);
  }
}

/** Lays out, for as long as each fault lasted, that it did; one that has not ended goes on to the end of the picture. */
function layOutFaults({ tape, view, out }: Scene): void {
  const { marks } = tape;
  for (let index = marks.first; index < marks.next; index++) {
    if (MARK_KINDS[marks.get('kind', index)] !== 'fault') continue;
    const at = marks.get('at', index);
    const ended = marks.get('until', index);
    const until = Number.isNaN(ended) ? view.to : Math.min(ended, view.to);
    if (at > view.to || until < fromOf(view)) continue;
    out.add('fault', yOf(view, Math.max(at, fromOf(view))), yOf(view, until)).tone = 'bad';
  }
}

/** Lays out, for times whose single rows have given way, how much there was. */
export function layOutCounted({ tape, view, out }: Scene): void {
  const { rows } = tape.tally;
  const messagesFrom = keptFrom(tape.messages, 'at');
  const requestsFrom = keptFrom(tape.exchanges, 'requestAt');
  const end = Math.min(Math.max(messagesFrom, requestsFrom), view.to);
  const bucketMs = Math.max(bucketMsOf(view), TALLY_MS);
  const range = { first: rows.search('at', fromOf(view) - bucketMs), end: rows.search('at', end), bucketMs };

  eachBucket(
    range,
    (index) => rows.get('at', index),
    (first, last) => {
      let requests = 0;
      let messages = 0;
      for (let index = first; index <= last; index++) {
        const at = rows.get('at', index);
        if (at < requestsFrom) requests += rows.get('requests', index);
        if (at < messagesFrom) messages += rows.get('messages', index);
      }
      if (requests + messages === 0) return;
      const until = Math.min(rows.get('at', last) + TALLY_MS, end);
      const band = out.add('counted', yOf(view, rows.get('at', first)), yOf(view, until));
      band.value = requests + messages;
      band.label = messages > 0 ? `${messages} messages` : `${requests} requests`;
    },
  );
}

/** Since when single rows are kept: minus infinity as long as none has given way. */
function keptFrom<Column extends string>(ring: Ring<Column>, column: Column): number {
  const full = ring.next - ring.first === ring.capacity;
  return full ? ring.get(column, ring.first) : Number.NEGATIVE_INFINITY;
}
