/** The parts of the course, in order. A lesson's part is a heading over it wherever the course is listed. */
export const PARTS = [
  { id: 'first-look', title: 'Five ways to get data to a browser' },
  { id: 'wire', title: 'On the wire' },
  { id: 'connected', title: 'Staying connected' },
  { id: 'access', title: 'Who may connect' },
  { id: 'react', title: 'In React' },
  { id: 'features', title: 'Features' },
  { id: 'fast', title: 'Fast, and on many machines' },
  { id: 'practice', title: 'Practice' },
] as const;

/** The id of a part. */
export type PartId = (typeof PARTS)[number]['id'];

/** A lesson of the course: its place, its address and what it builds on. */
export interface OutlineEntry {
  /** Its place in the course. A number is given once and kept: those between belong to what is still to come. */
  number: number;
  /** The last part of the address `/lessons/<slug>`: without a number, so that links survive a new order. */
  slug: string;
  part: PartId;
  /** The slugs of the lessons that a reader should know before; all of them come earlier. */
  requires: readonly string[];
}

/** The lessons in the order of the course. */
export const OUTLINE: readonly OutlineEntry[] = [
  { number: 1, slug: 'real-time', part: 'first-look', requires: [] },
  { number: 2, slug: 'polling', part: 'first-look', requires: ['real-time'] },
  { number: 3, slug: 'long-polling', part: 'first-look', requires: ['polling'] },
  { number: 4, slug: 'server-sent-events', part: 'first-look', requires: ['polling'] },
  { number: 5, slug: 'websocket', part: 'first-look', requires: ['real-time'] },
  { number: 6, slug: 'socket-io', part: 'first-look', requires: ['websocket'] },
  {
    number: 7,
    slug: 'choosing',
    part: 'first-look',
    requires: ['polling', 'long-polling', 'server-sent-events', 'websocket', 'socket-io'],
  },
  { number: 8, slug: 'handshake', part: 'wire', requires: ['websocket'] },
  { number: 9, slug: 'frames', part: 'wire', requires: ['handshake'] },
  { number: 10, slug: 'closing', part: 'wire', requires: ['frames'] },
  { number: 11, slug: 'browser-api', part: 'wire', requires: ['frames'] },
  { number: 12, slug: 'engine-io', part: 'wire', requires: ['socket-io', 'frames'] },
  { number: 13, slug: 'acknowledgements', part: 'wire', requires: ['engine-io'] },
  { number: 14, slug: 'connection-states', part: 'connected', requires: ['closing', 'browser-api'] },
  { number: 15, slug: 'heartbeats', part: 'connected', requires: ['connection-states'] },
  { number: 16, slug: 'reconnecting', part: 'connected', requires: ['connection-states'] },
  { number: 17, slug: 'delivery', part: 'connected', requires: ['acknowledgements', 'reconnecting'] },
  { number: 18, slug: 'queues', part: 'connected', requires: ['delivery'] },
  { number: 19, slug: 'authentication', part: 'access', requires: ['handshake', 'closing'] },
  { number: 20, slug: 'untrusted-input', part: 'access', requires: ['handshake', 'frames'] },
  { number: 21, slug: 'react-hook', part: 'react', requires: ['browser-api', 'connection-states'] },
  { number: 22, slug: 'sharing-a-connection', part: 'react', requires: ['react-hook'] },
  { number: 23, slug: 'stores', part: 'react', requires: ['sharing-a-connection'] },
  { number: 24, slug: 'optimistic-updates', part: 'react', requires: ['react-hook', 'delivery'] },
  { number: 33, slug: 'backpressure', part: 'fast', requires: ['frames', 'browser-api'] },
  { number: 34, slug: 'smaller-messages', part: 'fast', requires: ['frames'] },
  { number: 37, slug: 'proxies', part: 'fast', requires: ['handshake', 'heartbeats'] },
  { number: 38, slug: 'other-transports', part: 'practice', requires: ['choosing'] },
  { number: 39, slug: 'testing', part: 'practice', requires: ['reconnecting', 'delivery'] },
  { number: 40, slug: 'debugging', part: 'practice', requires: ['closing', 'browser-api'] },
];

/** A lesson that is planned and not yet written. It has its number, and no address. */
export interface ComingLesson {
  number: number;
  part: PartId;
  title: string;
  summary: string;
}

/** What is still to come, by number. */
export const COMING: readonly ComingLesson[] = [
  {
    number: 25,
    part: 'features',
    title: 'A chat',
    summary: 'Rooms, history, and messages that are there once, whatever the network does.',
  },
  {
    number: 26,
    part: 'features',
    title: 'Typing, delivered, read',
    summary: 'Small signals that expire by themselves, and states that never go backwards.',
  },
  {
    number: 27,
    part: 'features',
    title: 'Presence',
    summary: 'Who is there, over many tabs and machines, with the server’s clock.',
  },
  {
    number: 28,
    part: 'features',
    title: 'Notifications',
    summary: 'Unread counts that do not drift, and what reaches a page that is closed.',
  },
  {
    number: 29,
    part: 'features',
    title: 'Cursors and games',
    summary: 'Positions many times a second: the newest counts, and the rest is in the way.',
  },
  {
    number: 30,
    part: 'features',
    title: 'A shared document',
    summary: 'Transformed operations and replicated types, and what each of them promises.',
  },
  {
    number: 31,
    part: 'features',
    title: 'An auction',
    summary: 'One server decides, clocks differ, and the last second is crowded.',
  },
  {
    number: 32,
    part: 'features',
    title: 'Dashboards, feeds, search',
    summary: 'A snapshot and what came since, without a gap and without a double.',
  },
  {
    number: 35,
    part: 'fast',
    title: 'Several nodes',
    summary: 'One log for many processes, and what has to be shared so that any node can serve any client.',
  },
  {
    number: 36,
    part: 'fast',
    title: 'How much one machine holds',
    summary: 'Connections, memory and fan-out, counted on the machine that you have.',
  },
];

/** The folder of a lesson inside `content/lessons`, such as `04-server-sent-events`. */
export function lessonFolder(slug: string, outline: readonly OutlineEntry[] = OUTLINE): string {
  const entry = outline.find((each) => each.slug === slug);
  if (entry === undefined) throw new RangeError(`Expected \`slug\` to be in the outline, got \`${slug}\``);
  return `${String(entry.number).padStart(2, '0')}-${slug}`;
}
