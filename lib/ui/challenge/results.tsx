import type { JSX } from 'react';
import { type GradedTest, type GradeError, isPass, type Verdict } from '../../grader/verdict.ts';
import { Sign } from './icons.tsx';
import { diffLines } from './line-diff.ts';
import styles from './results.module.css';
import { resultsByRule, type RuleResult, titleOf } from './rule-results.ts';
import { sayVerdict } from './say-verdict.ts';
import type { RunState } from './use-run.ts';

type GoTo = (line: number, column?: number) => void;

/** What the grade made of an answer, rule by rule. */
export function Results({ run, code, goTo }: { run: RunState; code: string; goTo: GoTo }): JSX.Element {
  return (
    <div className={styles.results}>
      {run.kind === 'idle' ? (
        <p className={styles.empty}>
          Nothing has been graded yet. The grade runs here, in this browser, where your answer can reach neither this
          page nor the network.
        </p>
      ) : null}
      {run.kind === 'stopped' ? <p className={styles.empty}>Stopped. There is no verdict on this run.</p> : null}
      {run.kind === 'unable' ? (
        <p className={styles.error} role="note">
          The grade could not run: {run.reason}. The terminal can grade the same answer.
        </p>
      ) : null}
      {run.kind === 'running' ? <Strip tests={run.done} isRunning /> : null}
      {run.kind === 'done' ? (
        <Outcome verdict={run.verdict} tookMs={run.tookMs} isOld={run.answer !== code} goTo={goTo} />
      ) : null}
    </div>
  );
}

function Outcome({
  verdict,
  tookMs,
  isOld,
  goTo,
}: {
  verdict: Verdict;
  tookMs: number;
  isOld: boolean;
  goTo: GoTo;
}): JSX.Element {
  const { tests, error, printed } = verdict;
  const rules = resultsByRule(tests);
  const first = tests.find(({ status }) => status === 'failed');
  return (
    <>
      <p className={styles.verdict} data-passed={isPass(verdict)}>
        <Sign name={isPass(verdict) ? 'passed' : 'failed'} />
        <span>{sayVerdict(verdict)}</span>
        <span className={styles.took}>
          {Math.round(tookMs)} ms{isOld ? ' · the answer has changed since' : ''}
        </span>
      </p>
      <Strip tests={tests} />
      {error === undefined ? null : <ErrorBox error={error} goTo={goTo} />}
      {first === undefined ? null : (
        <section className={styles.first} aria-labelledby="first-failure">
          <h3 id="first-failure" className={styles.label}>
            The first that failed
          </h3>
          <p className={styles.firstRule}>{ruleLine(first)}</p>
          <Failure test={first} />
        </section>
      )}
      {printed === '' ? null : (
        <section aria-labelledby="printed">
          <h3 id="printed" className={styles.label}>
            What your answer printed
          </h3>
          <pre className={styles.printed} tabIndex={0}>
            {printed}
          </pre>
        </section>
      )}
      {rules.length === 0 ? null : (
        <section aria-labelledby="by-rule">
          <h3 id="by-rule" className={styles.label}>
            By rule
          </h3>
          <ul className={styles.rules}>
            {rules.map((result) => (
              <Rule key={result.rule} result={result} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ruleLine(test: GradedTest): string {
  const rule = test.name.split(' > ', 1)[0] ?? '';
  return `${rule}: ${titleOf(test)}`;
}

/** A cell for each test, in their order. */
function Strip({ tests, isRunning = false }: { tests: readonly GradedTest[]; isRunning?: boolean }): JSX.Element {
  return (
    <p className={styles.strip} aria-hidden="true" data-running={isRunning || undefined}>
      {tests.map(({ name, status }) => (
        <span key={name} data-status={status} title={name} />
      ))}
    </p>
  );
}

function ErrorBox({ error, goTo }: { error: GradeError; goTo: GoTo }): JSX.Element {
  const { line, column, text } = error;
  return (
    <section className={styles.error} aria-label="What ended the grade">
      <p>{error.message}</p>
      {line === undefined ? null : (
        <>
          {text === undefined ? null : (
            <pre className={styles.line} tabIndex={0}>
              <span className={styles.lineNumber}>{line}</span> {text}
              {column === undefined ? '' : `\n${' '.repeat(String(line).length + column)}^`}
            </pre>
          )}
          <button type="button" className={styles.go} onClick={() => goTo(line, column)}>
            Go to line {line}
          </button>
        </>
      )}
    </section>
  );
}

function Rule({ result }: { result: RuleResult }): JSX.Element {
  const { rule, tests, passed } = result;
  const holds = passed === tests.length;
  return (
    <li>
      <details className={styles.rule} data-holds={holds}>
        <summary>
          <Sign name={holds ? 'passed' : 'failed'} className={styles.sign} />
          <span className={styles.ruleName}>{rule}</span>
          <span className={styles.score}>
            {holds ? 'holds' : 'broken'} {passed}/{tests.length}
          </span>
        </summary>
        <ul className={styles.tests}>
          {tests.map((test) => (
            <li key={test.name} data-status={test.status}>
              <p className={styles.testTitle}>
                <Sign name={test.status} className={styles.sign} />
                <span>
                  <span className={styles.unseen}>{test.status}: </span>
                  {titleOf(test)}
                </span>
              </p>
              {test.status === 'failed' ? <Failure test={test} /> : null}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Failure({ test }: { test: GradedTest }): JSX.Element {
  const { message, expected, actual } = test;
  return (
    <div className={styles.failure}>
      <p className={styles.message}>{message}</p>
      {expected === undefined || actual === undefined ? null : <ValueDiff expected={expected} actual={actual} />}
    </div>
  );
}

const MARKS = { same: ' ', expected: '−', actual: '+' } as const;
const WORDS = { same: '', expected: 'expected: ', actual: 'got: ' } as const;

function ValueDiff({ expected, actual }: { expected: string; actual: string }): JSX.Element {
  return (
    <figure className={styles.diff}>
      <figcaption>
        <span data-kind="expected">− expected</span>
        <span data-kind="actual">+ got</span>
      </figcaption>
      <pre tabIndex={0}>
        {diffLines(expected, actual).map(({ kind, text, number }) => (
          <span key={number} data-kind={kind}>
            <span aria-hidden="true">{MARKS[kind]} </span>
            <span className={styles.unseen}>{WORDS[kind]}</span>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </figure>
  );
}
