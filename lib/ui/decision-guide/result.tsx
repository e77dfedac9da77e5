import { TRANSPORT_LABELS, TransportName } from '../transport-mark/index.ts';
import type { Decision, Reason, Standing } from './decide.ts';
import styles from './decision-guide.module.css';
import { notesOn } from './notes.ts';
import { type Answers, QUESTIONS } from './questions.ts';
import { formatWeight } from './rules-table.tsx';

/** The recommendation in one line, which stays in view while the questions are answered. */
export function Headline({ decision: { best, close } }: { decision: Decision }) {
  return (
    <p className={styles.headline} role="status">
      <TransportName id={best} />
      {close.length > 0 && (
        <span className={styles.close}>close behind: {close.map((id) => TRANSPORT_LABELS[id].name).join(', ')}</span>
      )}
    </p>
  );
}

/** The answer of the guide: the ranking with its reasons, what to look after, and what would change it. */
export function Result({ answers, decision }: { answers: Answers; decision: Decision }) {
  const { ranking, best, changes } = decision;
  const notes = notesOn(best, answers);
  return (
    <div className={styles.result}>
      <ol className={styles.ranking}>
        {ranking.map((standing) => (
          <Place key={standing.transport} standing={standing} open={standing.transport === best} />
        ))}
      </ol>
      {notes.length > 0 && (
        <>
          <h3>When you build it</h3>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <h3>What would change it</h3>
      {changes.length === 0 ? (
        <p>No single other answer.</p>
      ) : (
        <ul className={styles.changes}>
          {changes.map(({ question, value, transport }) => (
            <li key={question + value}>
              {describeAnswer(question, value)} → <TransportName id={transport} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Place({ standing, open }: { standing: Standing; open: boolean }) {
  const { transport, points, reasonsFor, reasonsAgainst } = standing;
  return (
    <li>
      <details open={open} key={String(open)}>
        <summary>
          <TransportName id={transport} /> <span className={styles.points}>{formatPoints(points)}</span>
        </summary>
        <Reasons label="For" reasons={reasonsFor} />
        <Reasons label="Against" reasons={reasonsAgainst} />
      </details>
    </li>
  );
}

function Reasons({ label, reasons }: { label: string; reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <p className={styles.hint}>{label}</p>
      <ul className={styles.reasons}>
        {reasons.map(({ weight, because }) => (
          <li key={because}>
            <span className={styles.weight}>{formatWeight(weight)}</span> {because}
          </li>
        ))}
      </ul>
    </>
  );
}

function formatPoints(points: number): string {
  return points === -Infinity ? 'ruled out' : `${formatWeight(points)} points`;
}

function describeAnswer(id: string, value: string): string {
  const question = QUESTIONS.find((asked) => asked.id === id);
  const option = question?.options.find((each) => each.value === value);
  return `${question?.ask ?? id} ${option?.label ?? value}`;
}
