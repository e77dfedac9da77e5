import { DEFAULT_LIMITS, type Limits } from './options.ts';

/** What the environment says, read and checked. */
export interface Settings {
  /** The address that pages and lab bind. */
  host: string;
  /** The port of the pages. */
  port: number;
  /** The port of control; the transports take the five after it. 0 lets the system choose. */
  labPort: number;
  /** Origins of pages that may connect besides those under localhost. */
  origins: string[];
  limits: Partial<Limits>;
}

/** One variable of the environment, as the README lists it. */
export interface Variable {
  name: string;
  /** What holds where it is not set, as it would be written. */
  default: string;
  /** What it does, in a phrase. */
  meaning: string;
}

interface LimitVariable extends Variable {
  limit: keyof Limits;
  max: number;
}

const MAX_COUNT = 1_000_000;
const MAX_BYTES = 2 ** 40;
const MAX_DELAY_MS = 2 ** 31 - 1;

const HOST = { name: 'HOST', default: '127.0.0.1', meaning: 'The address that pages and lab listen on' };
const PORT = { name: 'PORT', default: '3000', meaning: 'The port of the pages; 0 picks a free one' };
const LAB_PORT = {
  name: 'LAB_PORT',
  default: '3100',
  meaning: 'The port of control; the five transports take the five after it; 0 picks free ones',
};
const LAB_ORIGINS = {
  name: 'LAB_ORIGINS',
  default: '',
  meaning: 'Origins of pages that may connect besides those under localhost, separated by commas',
};

/** The variable of each limit, and the largest value that it takes. All of them count from 1. */
const LIMITS: Readonly<Record<keyof Limits, { name: string; meaning: string; max: number }>> = {
  maxMessageBytes: { name: 'LAB_MAX_MESSAGE_BYTES', meaning: 'The largest body or message, in bytes', max: MAX_BYTES },
  ratePerSecond: {
    name: 'LAB_RATE_PER_SECOND',
    meaning: 'Requests and messages that one TCP connection may send in a second, GETs included',
    max: MAX_COUNT,
  },
  rateBurst: { name: 'LAB_RATE_BURST', meaning: 'How many of them may come at once', max: MAX_COUNT },
  maxConnections: {
    name: 'LAB_MAX_CONNECTIONS',
    meaning: 'Sockets that a transport holds; the next is refused with 503',
    max: MAX_COUNT,
  },
  maxTopicsPerConnection: {
    name: 'LAB_MAX_TOPICS_PER_CONNECTION',
    meaning: 'Topics that one connection may read at a time',
    max: MAX_COUNT,
  },
  maxTopics: { name: 'LAB_MAX_TOPICS', meaning: 'Topics in the log', max: MAX_COUNT },
  topicEvents: { name: 'LAB_TOPIC_EVENTS', meaning: 'Events that a topic keeps', max: MAX_COUNT },
  topicAgeMs: {
    name: 'LAB_TOPIC_AGE_MS',
    meaning: 'How long a topic keeps an event, in milliseconds',
    max: MAX_DELAY_MS,
  },
  topicBytes: { name: 'LAB_TOPIC_BYTES', meaning: 'Bytes of events that a topic keeps', max: MAX_BYTES },
  logBytes: { name: 'LAB_LOG_BYTES', meaning: 'Bytes of events that all topics keep together', max: MAX_BYTES },
  maxSessions: {
    name: 'LAB_MAX_SESSIONS',
    meaning: 'Sessions open at once; the next is refused with 503',
    max: MAX_COUNT,
  },
};

/** The variables that set a limit. */
export const LIMIT_VARIABLES: readonly LimitVariable[] = (
  Object.entries(LIMITS) as [keyof Limits, (typeof LIMITS)[keyof Limits]][]
).map(([limit, variable]) => ({ ...variable, limit, default: String(DEFAULT_LIMITS[limit]) }));

/** Every variable that the lab reads, in the order in which the README lists them. */
export const VARIABLES: readonly Variable[] = [HOST, PORT, LAB_PORT, LAB_ORIGINS, ...LIMIT_VARIABLES];

/** The environment cannot be used. `problems` has a line for each variable that is wrong. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the variables of {@link VARIABLES}. One that is empty counts as not set.
 *
 * @throws {EnvironmentError} naming every variable that is wrong
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const integer = ({ name, default: fallback }: Variable, min: number, max: number): number => {
    const text = env[name]?.trim() || fallback;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    problems.push(`${name}: expected a whole number from ${min} to ${max}, got ${quote(text)}`);
    return min;
  };

  const settings: Settings = {
    host: env.HOST?.trim() || HOST.default,
    port: integer(PORT, 0, 65_535),
    // The last of the six has to be a port, too.
    labPort: integer(LAB_PORT, 0, 65_535 - 5),
    origins: readOrigins(env.LAB_ORIGINS ?? '', problems),
    limits: {},
  };
  for (const variable of LIMIT_VARIABLES) {
    if (env[variable.name]?.trim()) settings.limits[variable.limit] = integer(variable, 1, variable.max);
  }
  if (/[\s/]/.test(settings.host))
    problems.push(`HOST: expected an address or a host name, got ${quote(settings.host)}`);
  if (problems.length > 0) throw new EnvironmentError(problems);
  return settings;
}

function readOrigins(text: string, problems: string[]): string[] {
  const origins = text.split(',').flatMap((part) => part.trim() || []);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push(`LAB_ORIGINS: expected origins such as https://lab.example:8443, got ${quote(origin)}`);
    }
  }
  return origins;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
