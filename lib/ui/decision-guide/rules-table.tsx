import { TRANSPORT_IDS } from '../../protocol/index.ts';
import { TransportName } from '../transport-mark/index.ts';
import { holds } from './decide.ts';
import styles from './decision-guide.module.css';
import { type Answers, QUESTIONS } from './questions.ts';
import { type Condition, RULES, type Weight } from './rules.ts';

/** Every rule of the guide as a row; those that hold for `answers` are marked. */
export function RulesTable({ answers }: { answers: Answers }) {
  return (
    <table className={styles.table}>
      <caption>
        Points are a judgement; the reason beside each is what it rests on. The rules that hold for your answers are
        marked.
      </caption>
      <thead>
        <tr>
          <th scope="col">Transport</th>
          <th scope="col">Points</th>
          <th scope="col">Because</th>
        </tr>
      </thead>
      {RULES.map((rule) => {
        const active = holds(rule.when, answers);
        const where = describe(rule.when);
        return (
          <tbody key={where} data-active={active}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {where}
                {active && <span className={styles.mark}>holds</span>}
              </th>
            </tr>
            {TRANSPORT_IDS.map((id) => {
              const effect = rule.effects[id];
              return (
                effect && (
                  <tr key={id}>
                    <td>
                      <TransportName id={id} short />
                    </td>
                    <td className={styles.weight}>{formatWeight(effect.weight)}</td>
                    <td>{effect.because}</td>
                  </tr>
                )
              );
            })}
          </tbody>
        );
      })}
    </table>
  );
}

/** A weight with its sign: +2, −1, or "out". */
export function formatWeight(weight: Weight): string {
  if (weight === 'out') return 'out';
  if (weight === 0) return '0';
  return weight > 0 ? `+${weight}` : `−${-weight}`;
}

function describe(when: Condition): string {
  const parts = QUESTIONS.flatMap((question) => {
    const allowed: readonly string[] | undefined = when[question.id];
    if (allowed === undefined) return [];
    const labels = question.options.filter((option) => allowed.includes(option.value)).map((option) => option.label);
    return [`${question.ask} ${labels.join(' or ')}`];
  });
  return parts.length === 0 ? 'In every case' : parts.join(' · ');
}
