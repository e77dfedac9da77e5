import { clampTo, type Range } from '../lane/steps.ts';

/** What is varied in the study. The defaults repeat the published one. */
export interface StudySettings {
  /** How many updates there are, one a second. */
  updates: number;
  payloadBytes: number;
  /** Short polling: from one answer to the next request. */
  pollMs: number;
  /** How many bytes of cookies go with every request; 0 for none. */
  cookieBytes: number;
  /** Whether an HTTP connection is kept for the next request. */
  keepAlive: boolean;
  /** Whether WebSocket messages are compressed (permessage-deflate). */
  deflate: boolean;
  /** Whether Socket.IO begins with long polling, as it does by itself, or with the WebSocket. */
  pollingFirst: boolean;
}

/** What the study begins with: five updates at 1 s, short polling every 250 ms, as in the published one. */
export const STUDY_DEFAULTS: StudySettings = {
  updates: 5,
  payloadBytes: 64,
  pollMs: 250,
  cookieBytes: 0,
  keepAlive: true,
  deflate: false,
  pollingFirst: true,
};

/** A cookie's name and value have at most 4,096 bytes together. @see RFC 6265 section 6.1 */
const MAX_COOKIE_BYTES = 4_096;

/** The shortest cookie that we set, name and value together. */
export const MIN_COOKIE_BYTES = 16;

/** What each number may be. */
export const STUDY_RANGES = {
  updates: { min: 1, max: 60, whole: true, steps: [1, 5, 10, 20, 30, 60] },
  payloadBytes: { min: 0, max: 16_384, whole: true, steps: [0, 16, 64, 256, 1_024, 4_096, 16_384] },
  pollMs: { min: 50, max: 10_000, whole: true, steps: [50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000] },
  cookieBytes: {
    min: 0,
    max: MAX_COOKIE_BYTES,
    leastAboveZero: MIN_COOKIE_BYTES,
    whole: true,
    steps: [0, 16, 100, 250, 500, 1_000, 2_000, MAX_COOKIE_BYTES],
  },
} as const satisfies Record<string, Range>;

const NUMBERS = [
  ['updates', 'updates'],
  ['payload', 'payloadBytes'],
  ['poll', 'pollMs'],
  ['cookies', 'cookieBytes'],
] as const;

/** Switches in an address: the word that stands for the value that is not the default. */
const SWITCHES = [
  ['keepalive', 'keepAlive', 'off'],
  ['deflate', 'deflate', 'on'],
  ['socketio', 'pollingFirst', 'websocket'],
] as const;

/** Reads settings from the query of an address; what is missing or wrong takes its default. */
export function parseStudy(query: string): StudySettings {
  const parameters = new URLSearchParams(query);
  const settings = { ...STUDY_DEFAULTS };
  for (const [name, key] of NUMBERS) {
    const text = parameters.get(name);
    const value = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (clampTo(STUDY_RANGES[key], value) === value) settings[key] = value;
  }
  for (const [name, key, word] of SWITCHES) {
    if (parameters.get(name) === word) settings[key] = !STUDY_DEFAULTS[key];
  }
  return settings;
}

/** Writes what differs from the defaults as the query of an address, without the leading `?`. */
export function formatStudy(settings: StudySettings): string {
  const parameters = new URLSearchParams();
  for (const [name, key] of NUMBERS) {
    if (settings[key] !== STUDY_DEFAULTS[key]) parameters.set(name, String(settings[key]));
  }
  for (const [name, key, word] of SWITCHES) {
    if (settings[key] !== STUDY_DEFAULTS[key]) parameters.set(name, word);
  }
  return parameters.toString();
}

/** The settings in one line, for a table of runs. */
export function describeStudy(settings: StudySettings): string {
  const { updates, payloadBytes, pollMs, cookieBytes, keepAlive, deflate, pollingFirst } = settings;
  return [
    `${updates} × ${payloadBytes} B`,
    `poll ${pollMs} ms`,
    cookieBytes > 0 ? `cookies ${cookieBytes} B` : 'no cookies',
    `keep-alive ${keepAlive ? 'on' : 'off'}`,
    `deflate ${deflate ? 'on' : 'off'}`,
    pollingFirst ? 'Socket.IO polling first' : 'Socket.IO WebSocket only',
  ].join(' · ');
}
