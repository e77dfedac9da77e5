import { isName, isTransportId, TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { ownTopic } from '../../lib/ui/lab/topic.ts';
import type { BenchSetup } from '../../lib/ui/lane/bench.ts';
import { isOptionalResume, OPTIONAL_RESUME, type OptionalResume } from '../../lib/ui/lane/resume.ts';
import { clampTo, RANGES, type Range } from '../../lib/ui/lane/steps.ts';
import { DEFAULT_SPAN_MS, SPANS_MS } from '../../lib/ui/lane/time-scale.ts';

/** Everything that can be set on the page, and that its address carries. */
export interface Setup extends BenchSetup {
  view: 'picture' | 'table';
}

/** What the page begins with, its topic aside. */
export const DEFAULTS: Omit<Setup, 'topic'> = {
  ratePerSecond: 2,
  payloadBytes: 64,
  burst: 0,
  intervalMs: 1_000,
  waitMs: 25_000,
  lanes: TRANSPORT_IDS,
  noResume: [],
  view: 'picture',
  spanMs: DEFAULT_SPAN_MS,
};

/** The numbers of a set-up with their names in the address. */
const NUMBERS = [
  ['rate', 'ratePerSecond'],
  ['payload', 'payloadBytes'],
  ['burst', 'burst'],
  ['interval', 'intervalMs'],
  ['hold', 'waitMs'],
] as const;

/**
 * Reads a set-up from an address. What is missing takes its default, what is wrong as well, and is named in `problems`
 * in words for the reader.
 */
export function parseSetup(query: string, random: () => number): { setup: Setup; problems: string[] } {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const numbers = Object.fromEntries(
    NUMBERS.map(([name, key]) => [key, readNumber({ name, text: parameters.get(name), key, problems })]),
  ) as Pick<Setup, (typeof NUMBERS)[number][1]>;

  const topic = parameters.get('topic');
  if (topic !== null && !isName(topic))
    problems.push(`topic=${quote(topic)} is not the name of a topic; a new one is used`);
  const view = parameters.get('view');
  if (view !== null && view !== 'picture' && view !== 'table') {
    problems.push(`view=${quote(view)} is neither picture nor table; the picture is shown`);
  }
  return {
    setup: {
      ...numbers,
      topic: isName(topic) ? topic : ownTopic('compare', random),
      lanes: readLanes(parameters.get('lanes'), problems),
      noResume: readNoResume(parameters.get('noresume'), problems),
      view: view === 'table' ? 'table' : DEFAULTS.view,
      spanMs: readSpan(parameters.get('span'), problems),
    },
    problems,
  };
}

/** Writes a set-up as the query of an address, without the leading `?`: the topic, and what differs from the default. */
export function formatSetup(setup: Setup): string {
  const parameters = new URLSearchParams();
  if (setup.lanes.length < TRANSPORT_IDS.length) parameters.set('lanes', setup.lanes.join(','));
  if (setup.noResume.length > 0) parameters.set('noresume', setup.noResume.join(','));
  for (const [name, key] of NUMBERS) {
    if (setup[key] !== DEFAULTS[key]) parameters.set(name, String(setup[key]));
  }
  if (setup.view !== DEFAULTS.view) parameters.set('view', setup.view);
  if (setup.spanMs !== DEFAULTS.spanMs) parameters.set('span', String(setup.spanMs));
  parameters.set('topic', setup.topic);
  // Commas and colons may stand in a query as they are, and are read more easily so.
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

function readNumber(field: {
  name: string;
  text: string | null;
  key: (typeof NUMBERS)[number][1];
  problems: string[];
}): number {
  const { name, text, key, problems } = field;
  if (text === null) return DEFAULTS[key];
  const range: Range = RANGES[key];
  const value = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isNaN(value) && clampTo(range, value) === value) return value;
  const from = range.leastAboveZero === undefined ? String(range.min) : `0, or ${range.leastAboveZero}`;
  problems.push(`${name}=${quote(text)} is not a number from ${from} to ${range.max}; ${DEFAULTS[key]} is used`);
  return DEFAULTS[key];
}

function readLanes(text: string | null, problems: string[]): readonly TransportId[] {
  if (text === null) return DEFAULTS.lanes;
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !isTransportId(name));
  const lanes = TRANSPORT_IDS.filter((id) => names.includes(id));
  if (unknown.length > 0) problems.push(`lanes=${quote(unknown.join(','))} names no transport and is left out`);
  if (lanes.length > 0) return lanes;
  if (unknown.length === 0) problems.push('lanes= names no lane; all five are shown');
  return DEFAULTS.lanes;
}

function readNoResume(text: string | null, problems: string[]): readonly OptionalResume[] {
  const names = text?.split(',').filter((name) => name !== '') ?? [];
  const unknown = names.filter((name) => !isOptionalResume(name));
  if (unknown.length > 0) {
    problems.push(`noresume=${quote(unknown.join(','))} names no lane that can go without a resume`);
  }
  return OPTIONAL_RESUME.filter((id) => names.includes(id));
}

function readSpan(text: string | null, problems: string[]): number {
  if (text === null) return DEFAULTS.spanMs;
  const span = SPANS_MS.find((known) => String(known) === text);
  if (span === undefined)
    problems.push(`span=${quote(text)} is no time scale of this page; ${DEFAULTS.spanMs} is used`);
  return span ?? DEFAULTS.spanMs;
}

/** What came from an address is shown to the reader in part only: it may be long. */
const quote = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
