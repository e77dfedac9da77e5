import type { GradeMatrix } from '../../../grader/grade-matrix.ts';

/** The wrong answers of which two measurements say different things: other tests rejected them. */
export function differingMutants(a: GradeMatrix, b: GradeMatrix): string[] {
  const inB = new Map(b.mutants.map(({ name, failed }) => [name, failed.join('\n')]));
  const differing = a.mutants.filter(({ name, failed }) => inB.get(name) !== failed.join('\n')).map(({ name }) => name);
  const inA = new Set(a.mutants.map(({ name }) => name));
  return [...differing, ...b.mutants.map(({ name }) => name).filter((name) => !inA.has(name))];
}
