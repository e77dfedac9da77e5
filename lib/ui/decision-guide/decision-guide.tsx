'use client';

import { useCallback, useId, useRef } from 'react';
import { CASES } from './cases.ts';
import { decide } from './decide.ts';
import styles from './decision-guide.module.css';
import { type Answers, type Question, QUESTIONS, type QuestionId, withAnswer } from './questions.ts';
import { Headline, Result } from './result.tsx';
import { RulesTable } from './rules-table.tsx';
import { useAnswers } from './use-answers.ts';

/**
 * Asks about a case and answers with a ranking of the five transports, the reasons for and against each, and which
 * other answer would change it. The answers stay in the address.
 */
export function DecisionGuide() {
  const root = useRef<HTMLDivElement>(null);
  const [answers, setAnswers] = useAnswers(useCallback(() => root.current?.scrollIntoView(), []));
  const decision = decide(answers);

  return (
    <div ref={root} className={styles.guide} role="group" aria-label="Decision guide">
      <div className={styles.cases} role="group" aria-label="Start from a case">
        <span className={styles.hint}>Start from a case:</span>
        {CASES.map((each) => (
          <button
            key={each.name}
            type="button"
            aria-pressed={sameAnswers(each.answers, answers)}
            onClick={() => setAnswers(each.answers)}
          >
            {each.name}
          </button>
        ))}
      </div>
      <div className={styles.columns}>
        <form className={styles.questions} onSubmit={(event) => event.preventDefault()}>
          {QUESTIONS.map((question) => (
            <Choice
              key={question.id}
              question={question}
              answer={answers[question.id]}
              onAnswer={(value) => setAnswers(withAnswer(answers, question.id, value))}
            />
          ))}
        </form>
        <Headline decision={decision} />
        <Result answers={answers} decision={decision} />
      </div>
      <details className={styles.rules}>
        <summary>All the rules, as a table</summary>
        <RulesTable answers={answers} />
      </details>
    </div>
  );
}

interface ChoiceProps {
  question: Question & { id: QuestionId };
  answer: string;
  onAnswer: (value: string) => void;
}

function Choice({ question, answer, onAnswer }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.question}>
      <legend>{question.ask}</legend>
      {question.options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === answer}
            onChange={() => onAnswer(option.value)}
          />
          <span>
            {option.label} <span className={styles.detail}>{option.detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function sameAnswers(a: Answers, b: Answers): boolean {
  return QUESTIONS.every(({ id }) => a[id] === b[id]);
}
