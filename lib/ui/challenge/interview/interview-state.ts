/** An interview that is under way. Times are milliseconds since 1970, durations milliseconds. */
export interface Interview {
  version: 1;
  /** Its attempt in the progress. */
  attemptId: string;
  /** `review` is what follows the end: judging oneself. */
  phase: 'running' | 'review';
  /** What the clock showed when it was last paused. */
  spentMs: number;
  /** Since when it runs; `null` while it is paused, and after the end. */
  since: number | null;
}

/** Where the interview on a challenge is kept, so that it goes on after a reload. */
export function interviewKey(slug: string): string {
  return `wirelab.interview.${slug}`;
}

export function beginInterview(attemptId: string, now: number): Interview {
  return { version: 1, attemptId, phase: 'running', spentMs: 0, since: now };
}

/** What the clock shows. It goes on while the page is hidden or reloaded, and stands only in a pause. */
export function clockOf({ spentMs, since }: Interview, now: number): number {
  return since === null ? spentMs : spentMs + Math.max(0, now - since);
}

export function pauseInterview(interview: Interview, now: number): Interview {
  return { ...interview, spentMs: clockOf(interview, now), since: null };
}

/** Goes on after a pause; one that runs stays as it is. */
export function resumeInterview(interview: Interview, now: number): Interview {
  return interview.since === null && interview.phase === 'running' ? { ...interview, since: now } : interview;
}

export function endInterview(interview: Interview, now: number): Interview {
  return { ...pauseInterview(interview, now), phase: 'review' };
}

/** Reads what was kept; `null` where it is no interview. */
export function readInterview(text: string): Interview | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { version, attemptId, phase, spentMs, since } = value as Partial<Record<keyof Interview, unknown>>;
  if (version !== 1 || typeof attemptId !== 'string' || typeof spentMs !== 'number') return null;
  if (phase !== 'running' && phase !== 'review') return null;
  if (since !== null && typeof since !== 'number') return null;
  return { version, attemptId, phase, spentMs, since };
}
