import {
  createGrader,
  type GradeEnvironment,
  type GradeRequest,
  type Grader,
  type Verdict,
} from '../../lib/grader/index.ts';

/** What a test calls in the page that this script is put into. */
interface Grading {
  /** Grades in a grader that is kept for the next call, and tells how long it took, in milliseconds. */
  run(request: GradeRequest, environment?: GradeEnvironment): Promise<{ verdict: Verdict; ms: number }>;
  /** Makes the next scope ready. */
  warm(environment?: GradeEnvironment): Promise<void>;
  close(): void;
}

declare global {
  interface Window {
    grading: Grading;
  }
}

const graders = new Map<GradeEnvironment, Grader>();

function graderFor(environment: GradeEnvironment): Grader {
  const grader = graders.get(environment) ?? createGrader({ environment });
  graders.set(environment, grader);
  return grader;
}

window.grading = {
  run: async (request, environment = 'worker') => {
    const begun = performance.now();
    const verdict = await graderFor(environment).run(request);
    return { verdict, ms: performance.now() - begun };
  },
  warm: (environment = 'worker') => graderFor(environment).warm(),
  close: () => {
    for (const grader of graders.values()) grader.close();
    graders.clear();
  },
};
