/** A hint as the page gets it when somebody asks for one. */
export interface HintText {
  title: string;
  html: string;
}

/** What `/challenges/<slug>/hints.json` holds. */
export interface HintsFile {
  hints: readonly HintText[];
}

/** What `/challenges/<slug>/solution.json` holds. */
export interface SolutionFile {
  code: string;
  /** The notes on it. */
  html: string;
}

/** What `/challenges/<slug>/mutants.json` holds. */
export interface MutantsFile {
  mutants: readonly { name: string; mistake: string; caughtBy: string; code: string }[];
}

/** What a page of a challenge knows of it from the first. */
export interface ChallengeFacts {
  slug: string;
  /** Its number. */
  id: number;
  title: string;
  minutes: number;
  /** How many hints there are. */
  hints: number;
  isLive: boolean;
  interviewers: readonly string[];
  start: string;
  grade: string;
}
