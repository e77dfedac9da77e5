import { describe, expect, it } from 'vitest';
import { answerLine, describeFailure } from '../../lib/grader/runtime/failure.ts';

const LINES = ['export const one = 1;', '  throw new TypeError(message);'];

describe('a failure, as the learner reads it', () => {
  it('is the message of the assertion, with both sides where there are two', () => {
    const error = { name: 'AssertionError', message: 'one adds one: expected 2 to be 1', expected: '1', actual: '2' };
    expect(describeFailure(error, LINES)).toEqual({
      failure: 'assertion',
      message: 'one adds one: expected 2 to be 1',
      expected: '1',
      actual: '2',
    });
    expect(describeFailure({ name: 'AssertionError', message: 'called twice' }, LINES)).toEqual({
      failure: 'assertion',
      message: 'called twice',
    });
  });

  it('names what was thrown, and the line of the answer that it came from', () => {
    const stack = 'TypeError: no\n    at run (grade.test.ts:9:1)\n    at Answer.run (answer.ts:2:9)\n';
    expect(describeFailure({ name: 'TypeError', message: 'no', stack }, LINES)).toEqual({
      failure: 'thrown',
      message: 'TypeError: no (line 2: throw new TypeError(message);)',
    });
    expect(answerLine('Error\n at my-answer.ts.js:3:1')).toBeUndefined();
  });

  it('is what failed in a property, with the values that it failed with', () => {
    const message = 'Property failed after 3 tests\n{ seed: 42 }\nCounterexample: [[1,1]]\nShrunk 2 time(s)';
    const cause = { name: 'AssertionError', message: 'the sum: expected 11 to be 2', expected: '2', actual: '11' };
    expect(describeFailure({ name: 'Error', message, cause }, LINES)).toEqual({
      failure: 'assertion',
      message: 'the sum: expected 11 to be 2\nSeen with [[1,1]]',
      expected: '2',
      actual: '11',
    });
  });

  it('finds it in the report, too, and leaves the stack out', () => {
    const report = `Property failed after 3 tests
{ seed: 42, path: "2:0", endOnFailure: true }
Counterexample: [["a"]]
Shrunk 2 time(s)
Got AssertionError: the state: expected '>' to be '>d0'
    at eval (grade.test.ts:86:131)
    at Property.run (blob:null/c158033b:270:40484)

Hint: Enable verbose mode`;
    expect(describeFailure({ name: 'Error', message: report }, LINES)).toEqual({
      failure: 'assertion',
      message: `the state: expected '>' to be '>d0'\nSeen with [["a"]]`,
    });
  });

  it('says that a test waited in vain', () => {
    expect(describeFailure({ name: 'Error', message: 'Test timed out in 3000ms.' }, LINES)).toMatchObject({
      failure: 'ended',
    });
  });
});
