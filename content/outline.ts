/** A lesson of the course: its address and what it builds on. */
export interface OutlineEntry {
  /** The last part of the address `/lessons/<slug>`: without a number, so that links survive a new order. */
  slug: string;
  /** The slugs of the lessons that a reader should know before; all of them come earlier. */
  requires: readonly string[];
}

/** The lessons in the order of the course. A lesson's number is its place here, from 1. */
export const OUTLINE: readonly OutlineEntry[] = [
  { slug: 'real-time', requires: [] },
  { slug: 'polling', requires: ['real-time'] },
  { slug: 'long-polling', requires: ['polling'] },
  { slug: 'server-sent-events', requires: ['polling'] },
  { slug: 'websocket', requires: ['real-time'] },
  { slug: 'socket-io', requires: ['websocket'] },
  { slug: 'choosing', requires: ['polling', 'long-polling', 'server-sent-events', 'websocket', 'socket-io'] },
  { slug: 'handshake', requires: ['websocket'] },
  { slug: 'frames', requires: ['handshake'] },
  { slug: 'closing', requires: ['frames'] },
  { slug: 'browser-api', requires: ['frames'] },
  { slug: 'engine-io', requires: ['socket-io', 'frames'] },
  { slug: 'acknowledgements', requires: ['engine-io'] },
];

/** A part of the course that is planned and not yet written. It has no address. */
export interface ComingPart {
  title: string;
  summary: string;
}

/** What comes after the lessons, in order. */
export const COMING: readonly ComingPart[] = [
  { title: 'Connections that mend themselves', summary: 'Heartbeats, backoff with jitter, resuming without loss.' },
  { title: 'Slow readers and bursts', summary: 'Backpressure, limits, and what a full buffer costs.' },
  { title: 'Who may connect', summary: 'Origins, tokens, rate limits, and the attacks they stop.' },
  { title: 'State in the page', summary: 'Streams in React: subscriptions, stores, updates that can be undone.' },
  { title: 'More than one machine', summary: 'Sharing a log between processes, draining, and load.' },
];

/** The folder of a lesson inside `content/lessons`, such as `04-server-sent-events`. */
export function lessonFolder(slug: string, outline: readonly OutlineEntry[] = OUTLINE): string {
  const index = outline.findIndex((entry) => entry.slug === slug);
  if (index === -1) throw new RangeError(`Expected \`slug\` to be in the outline, got \`${slug}\``);
  return `${String(index + 1).padStart(2, '0')}-${slug}`;
}
