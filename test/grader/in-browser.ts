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
  /** Grades many, in several graders side by side; the verdicts are in the order of the requests. */
  runMany(requests: readonly GradeRequest[], environment?: GradeEnvironment): Promise<Verdict[]>;
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
const sideBySide = new Map<GradeEnvironment, Grader[]>();

/** As many as keep two processors busy. */
const GRADERS = 3;

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
  runMany: async (requests, environment = 'worker') => {
    const crew = sideBySide.get(environment) ?? Array.from({ length: GRADERS }, () => createGrader({ environment }));
    sideBySide.set(environment, crew);
    const verdicts: Verdict[] = [];
    let taken = 0;
    await Promise.all(
      crew.map(async (grader) => {
        for (let index = taken++; index < requests.length; index = taken++) {
          const request = requests[index];
          if (request) verdicts[index] = await grader.run(request);
        }
      }),
    );
    return verdicts;
  },
  warm: (environment = 'worker') => graderFor(environment).warm(),
  close: () => {
    for (const grader of [...graders.values(), ...[...sideBySide.values()].flat()]) grader.close();
    graders.clear();
    sideBySide.clear();
  },
};
