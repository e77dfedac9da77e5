import {
  addCustomEqualityTesters,
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  ChaiStyleAssertions,
  customMatchers,
  type ExpectStatic,
  getState,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type MatchersObject,
  setState,
} from '@vitest/expect';
import { getCurrentTest } from '@vitest/runner';

type Globals = Record<symbol, unknown>;

/** What counts in a test begins anew: assertions made, and assertions asked for. */
export function resetAssertions(expect: ExpectStatic): void {
  setState(
    {
      assertionCalls: 0,
      isExpectingAssertions: false,
      isExpectingAssertionsError: null,
      expectedAssertionsNumber: null,
      expectedAssertionsNumberErrorGen: null,
    },
    expect,
  );
}

/** @throws where a test asked for assertions that it did not make */
export function checkAssertions(expect: ExpectStatic): void {
  const state = getState(expect);
  const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = state;
  if (typeof expectedAssertionsNumber === 'number' && assertionCalls !== expectedAssertionsNumber) {
    throw state.expectedAssertionsNumberErrorGen?.() ?? new Error('expected another number of assertions');
  }
  if (isExpectingAssertions && assertionCalls === 0)
    throw state.isExpectingAssertionsError ?? new Error('no assertion');
}

/** Makes Vitest's `expect` of the parts that it publishes, for the one file that is graded. */
export function createExpect(): ExpectStatic {
  // How much of a value a message shows; as in Node.
  chai.config.truncateThreshold = 200;
  chai.use(JestExtend);
  chai.use(JestChaiExpect);
  chai.use(ChaiStyleAssertions);
  chai.use(JestAsymmetricMatchers);

  const assertOn = (value: unknown, message?: string): Chai.Assertion => {
    setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
    const assertion = chai.expect(value, message) as Chai.Assertion & { withTest(test: unknown): Chai.Assertion };
    const test = getCurrentTest();
    return test ? assertion.withTest(test) : assertion;
  };
  const expect = assertOn as unknown as ExpectStatic;

  Object.assign(expect, chai.expect, (globalThis as unknown as Globals)[ASYMMETRIC_MATCHERS_OBJECT], {
    getState: () => getState(expect),
    setState: (state: Parameters<typeof setState>[0]) => setState(state, expect),
    assert: chai.assert,
    addEqualityTesters: addCustomEqualityTesters,
    extend: (matchers: MatchersObject) => (chai.expect as unknown as { extend: Extend }).extend(expect, matchers),
    soft: (value: unknown, message?: string) =>
      (assertOn(value, message) as unknown as { withContext(context: object): unknown }).withContext({ soft: true }),
    unreachable: (message?: string) => chai.assert.fail(`expected ${message ? `"${message}" ` : ''}not to be reached`),
    assertions: (count: number) => {
      const error = new Error(`expected number of assertions to be ${count}`);
      setState({ expectedAssertionsNumber: count, expectedAssertionsNumberErrorGen: () => error }, expect);
    },
    hasAssertions: () => {
      const isExpectingAssertionsError = new Error('expected any number of assertions, but got none');
      setState({ isExpectingAssertions: true, isExpectingAssertionsError }, expect);
    },
  });
  resetAssertions(expect);
  expect.extend(customMatchers);
  Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });
  return expect;
}

type Extend = (expect: ExpectStatic, matchers: MatchersObject) => void;
