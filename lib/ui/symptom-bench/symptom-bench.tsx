'use client';

import { type FormEvent, type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { Fact } from '../lane/fact.tsx';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { type Case, caseOf, DIAGNOSES, drawCase, type FaultId, MAX_CASE } from './cases.ts';
import { Bytes, Counts, EVIDENCE, type EvidenceId, PageLog } from './evidence.tsx';
import { proofOf } from './proof.ts';
import styles from './symptom-bench.module.css';
import { useBench } from './use-bench.ts';

const NOTHING: ReadonlySet<EvidenceId> = new Set();

/** Faults that are really made and not named: the reader finds them from what was seen. */
export function SymptomBench(): JSX.Element {
  const figure = useFigureSession();
  const { made, captured, trouble, make } = useBench(figure);
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState<EvidenceId>();
  const [opened, setOpened] = useState<ReadonlySet<EvidenceId>>(NOTHING);
  const [chosen, setChosen] = useState<FaultId>();
  const [score, setScore] = useState({ cases: 0, right: 0, opened: 0 });
  const [isCounted, setCounted] = useState(false);

  const begin = (next: Case): void => {
    setShown(undefined);
    setOpened(NOTHING);
    setChosen(undefined);
    setCounted(false);
    make(next);
  };
  const onCase = (event: FormEvent): void => {
    event.preventDefault();
    const number = Number(wanted);
    if (Number.isInteger(number) && number >= 1 && number <= MAX_CASE) begin(caseOf(number));
  };
  const show = (id: EvidenceId): void => {
    setShown(id);
    setOpened((known) => new Set(known).add(id));
  };
  const choose = (id: FaultId): void => {
    if (made === undefined) return;
    setChosen(id);
    if (isCounted) return;
    setCounted(true);
    const right = id === made.case.fault ? 1 : 0;
    setScore((known) => ({
      cases: known.cases + 1,
      right: known.right + right,
      opened: known.opened + opened.size,
    }));
  };

  const isMade = made?.phase === 'made';
  const view = made?.view;
  return (
    <LiveFigure
      id="symptom-bench"
      title="A broken connection, and what there is to see of it"
      transport="websocket"
      lab={figure}
      note={noteOf()}
    >
      <form className={styles.actions} onSubmit={onCase}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={made?.phase === 'making'}
          onClick={() => begin(drawCase(Math.random, made?.case.fault))}
        >
          {made === undefined ? 'Give me a broken connection' : 'Another one'}
        </button>
        <span className={styles.actions}>
          <label className={styles.case}>
            or case
            <input
              className={`${controls.input} ${styles.number}`}
              type="number"
              min={1}
              max={MAX_CASE}
              required
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
            />
          </label>
          <button type="submit" className={controls.button} disabled={made?.phase === 'making'}>
            Make it
          </button>
        </span>
      </form>
      <dl className={styles.facts}>
        <Fact name="case" value={made?.case.number} />
        <Fact name="became open" value={view && times(view.opened)} />
        <Fact name="closed" value={view && times(view.closed)} />
        <Fact name="events" value={view?.received.length} />
      </dl>
      <PageLog log={view?.log ?? []} />
      <div className={styles.actions} role="group" aria-label="Evidence">
        {EVIDENCE.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={controls.button}
            disabled={!isMade}
            aria-pressed={shown === id}
            onClick={() => show(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className={styles.stage}>{evidence()}</div>
      <div className={styles.offers} role="group" aria-label="Diagnosis">
        {made === undefined ? (
          <p className={styles.empty}>Four diagnoses are offered here, and one of them is right.</p>
        ) : (
          made.case.offered.map((id) => (
            <button
              key={id}
              type="button"
              className={`${controls.button} ${styles.offer}`}
              disabled={!isMade}
              aria-pressed={chosen === id}
              onClick={() => choose(id)}
            >
              {DIAGNOSES[id].label}
            </button>
          ))
        )}
      </div>
      <p className={styles.verdict} data-verdict={verdictOf()}>
        {verdict()}
      </p>
      <dl className={styles.facts}>
        <Fact name="cases of this visit" value={score.cases} />
        <Fact name="right at once" value={score.right} />
        <Fact name="evidence opened for them" value={score.opened} />
      </dl>
    </LiveFigure>
  );

  function evidence(): ReactNode {
    if (made === undefined || shown === undefined) {
      return <p className={styles.empty}>The evidence that you open is shown here.</p>;
    }
    return shown === 'counts' ? <Counts samples={made.samples} /> : <Bytes captured={captured} part={shown} />;
  }

  function verdictOf(): 'right' | 'wrong' | undefined {
    if (made === undefined || chosen === undefined) return undefined;
    return chosen === made.case.fault ? 'right' : 'wrong';
  }

  function verdict(): ReactNode {
    if (made === undefined || chosen === undefined) return 'What proves it is written here once you have chosen.';
    if (chosen !== made.case.fault) return `No. If it were so, ${DIAGNOSES[chosen].wouldShow}. Look again.`;
    const proof = proofOf(chosen, { captured, view: made.view, samples: made.samples });
    return `Right. ${proof ?? 'This time the capture does not show it; make the case again.'}`;
  }

  function noteOf(): ReactNode {
    if (trouble !== undefined) return `The case could not be made: ${trouble}.`;
    if (figure.standing.name !== 'ready' || made === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const { number } = made.case;
    if (made.phase === 'making') return `Case ${number} is being made: somebody publishes eight events meanwhile.`;
    const state = verdictOf();
    if (state === undefined) return `Case ${number} is there. What is wrong with it?`;
    return state === 'right' ? `Case ${number}: right.` : `Case ${number}: not this one.`;
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : count === 0 ? 'never' : `${count} times`;
}
