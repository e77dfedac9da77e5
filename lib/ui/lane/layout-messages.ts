import { bundleHasRoom, hasRoom, type Scene } from './scene.ts';
import { BUCKET_ROWS, bucketMsOf, eachBucket, fromOf, serverYOf, yOf } from './view.ts';

/** Lays out messages that belong to no request, one direction after the other. */
export function layOutMessages(scene: Scene): void {
  const { tape, view } = scene;
  const { messages } = tape;
  const bucketMs = bucketMsOf(view);
  const rows = {
    first: messages.search('at', fromOf(view) - bucketMs),
    // A message that arrived after the end of the picture may have been on its way before it.
    end: messages.search('at', view.to + Math.max(bucketMs, 1_000)),
    bucketMs,
  };
  const { at, up: direction } = messages.read;
  for (const up of [0, 1]) {
    eachBucket(
      rows,
      (index) => (direction(index) === up ? at(index) : Number.NaN),
      (first, last, count) => {
        if (count > BUCKET_ROWS) return addBundle(scene, { first, last, count, up });
        for (let index = first; index <= last; index++) {
          if (messages.get('up', index) === up) addMessage(scene, index);
        }
      },
    );
  }
}

function addMessage(scene: Scene, index: number): void {
  const { tape, view, out } = scene;
  const { messages } = tape;
  const at = messages.get('at', index);
  const here = yOf(view, at);
  const there = serverYOf(view, messages.get('serverAt', index));
  const unknown = Number.isNaN(there);
  const arrow = out.add(messages.get('up', index) === 1 ? 'up' : 'down', here, unknown ? here : there);
  arrow.unknown = unknown;
  arrow.tone = Number.isNaN(messages.get('seq', index)) ? 'plain' : 'accent';
  arrow.value = Number.isNaN(messages.get('seq', index)) ? 0 : 1;
  if (hasRoom(scene, at, messages.get('at', index - 1))) arrow.label = tape.label('message', index);
}

function addBundle(scene: Scene, rows: { first: number; last: number; count: number; up: number }): void {
  const { tape, view, out } = scene;
  const { messages } = tape;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let events = 0;
  const read = messages.read;
  for (let index = rows.first; index <= rows.last; index++) {
    if (read.up(index) !== rows.up) continue;
    const serverAt = read.serverAt(index);
    if (serverAt < first) first = serverAt;
    if (serverAt > last) last = serverAt;
    if (!Number.isNaN(read.seq(index))) events++;
  }
  const bundle = out.add('bundle', yOf(view, messages.get('at', rows.first)), yOf(view, messages.get('at', rows.last)));
  bundle.unknown = !Number.isFinite(first);
  bundle.c = bundle.unknown ? bundle.a : serverYOf(view, first);
  bundle.d = bundle.unknown ? bundle.b : serverYOf(view, last);
  bundle.value = rows.count;
  bundle.tone = events > 0 ? 'accent' : 'plain';
  const times = { from: read.at(rows.first), to: read.at(rows.last), previousAt: messages.get('at', rows.first - 1) };
  if (bundleHasRoom(scene, times)) bundle.label = `${rows.count} messages${rows.up === 1 ? ' up' : ''}`;
}
