import type { JSX } from 'react';
import type { DeskState, ScenarioDesk, Subject } from '../../../lib/ui/faults/scenarios/index.ts';
import { OPTIONAL_RESUME } from '../../../lib/ui/lane/resume.ts';
import controls from '../../../lib/ui/lane/controls.module.css';
import { Stepper } from '../../../lib/ui/lane/stepper.tsx';
import { TRANSPORT_LABELS, TransportMark } from '../../../lib/ui/transport-mark/index.ts';
import { changeSetup, type CompareBench } from '../use-bench.ts';
import styles from './scenarios.module.css';

type AskingState = Extract<DeskState, { name: 'asking' }>;

/** What will be done, and what the reader thinks will come of it. */
export function Asking({
  state,
  desk,
  bench,
  driving,
}: {
  state: AskingState;
  desk: ScenarioDesk;
  bench: CompareBench;
  driving: boolean;
}): JSX.Element {
  const { scenario, seconds, subjects, predictions } = state;
  const isPredicted = subjects.every(({ id }) => predictions[id] !== undefined);
  const time = scenario.kind === 'lanes' ? scenario.seconds : undefined;
  return (
    <>
      <p className={styles.about}>{scenario.about}</p>
      <ol className={styles.steps}>
        {scenario.steps(seconds).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {(time !== undefined || scenario.kind === 'lanes') && (
        <div className={styles.actions}>
          {time && (
            <Stepper label={time.label} unit="s" value={seconds} range={time.range} onChange={desk.setSeconds} />
          )}
          {scenario.kind === 'lanes' && <Resume desk={desk} bench={bench} />}
        </div>
      )}
      <Predict state={state} desk={desk} />
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={!driving || !isPredicted}
          onClick={() => void desk.run()}
        >
          Run it
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!driving || isPredicted}
          onClick={() => void desk.run()}
        >
          Run without predicting
        </button>
        <p className={styles.note}>
          {driving
            ? 'What you predict stays on this page until it is left, and goes nowhere.'
            : 'Another tab sets what is published to this topic: take that over first, at the top of the page.'}
        </p>
      </div>
    </>
  );
}

/** The variants that lose: they can be chosen here, since this is where it shows. */
function Resume({ desk, bench }: { desk: ScenarioDesk; bench: CompareBench }): JSX.Element {
  const { noResume, lanes } = bench.state().setup;
  return (
    <fieldset className={styles.resume}>
      <legend className={styles.caption}>Begins anew after a loss, without its position</legend>
      {OPTIONAL_RESUME.filter((id) => lanes.includes(id)).map((id) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={noResume.includes(id)}
            onChange={({ target }) => {
              const next = OPTIONAL_RESUME.filter((other) =>
                other === id ? target.checked : noResume.includes(other),
              );
              changeSetup(bench, { noResume: next });
              desk.refresh();
            }}
          />{' '}
          {TRANSPORT_LABELS[id].name}
        </label>
      ))}
    </fieldset>
  );
}

/** Choices down, subjects across: one radio group for each subject, and no scrolling on a phone. */
function Predict({ state, desk }: { state: AskingState; desk: ScenarioDesk }): JSX.Element {
  const { scenario, subjects, predictions } = state;
  return (
    <table className={styles.predict}>
      <caption>{scenario.question}</caption>
      <thead>
        <tr>
          <td />
          {subjects.map((subject) => (
            <th key={subject.id} scope="col">
              <Name subject={subject} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scenario.choices.map((choice) => (
          <tr key={choice.id}>
            <th scope="row">{choice.label}</th>
            {subjects.map((subject) => (
              <td key={subject.id}>
                <label className={styles.radio}>
                  <input
                    type="radio"
                    name={`predict-${subject.id}`}
                    aria-label={`${subject.label}: ${choice.label}`}
                    checked={predictions[subject.id] === choice.id}
                    onChange={() => desk.predict(subject.id, choice.id)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A subject at the head of a narrow column: its mark on a phone, with its name beneath where there is room. */
function Name({ subject }: { subject: Subject }): JSX.Element {
  return (
    <span className={styles.subject} title={subject.label}>
      {subject.transport && <TransportMark id={subject.transport} size={16} />}
      <span>{subject.label}</span>
    </span>
  );
}
