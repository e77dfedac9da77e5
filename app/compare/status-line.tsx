import type { JSX, ReactNode } from 'react';
import { SessionNote } from '../../lib/ui/lab/session-note.tsx';
import { formatElapsed, formatMs } from '../../lib/ui/lane/format.ts';
import type { CompareState } from './use-bench.ts';
import styles from './status-line.module.css';

/** What holds for all lanes: the lab, the clock, the topic and who runs its source, and how long this has been going on. */
export function StatusLine({
  state,
  driving,
  onTakeOver,
  onRetrySession,
  problems,
}: {
  state: CompareState;
  driving: boolean;
  onTakeOver: () => void;
  onRetrySession: () => void;
  problems: readonly string[];
}): JSX.Element {
  const { lab, setup } = state;
  return (
    <div className={styles.status}>
      <dl className={styles.line}>
        <Item label="lab" wide>
          <span className={styles.lamp} data-state={lab.name} />
          {labText(state)}
        </Item>
        <Item label="server clock" wide>
          {clockText(state)}
        </Item>
        <Item label="session" wide>
          {sessionText(state)}
        </Item>
        <Item label="topic">{setup.topic}</Item>
        <Item label="measuring for">{formatElapsed(state.elapsedMs)}</Item>
      </dl>
      {/* Said once when it happens; everything that changes by the second is left out. */}
      <div className={styles.notes} role="status">
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        <SessionNote session={state.session} onRetry={onRetrySession} className={styles.link} />
        {state.sourceProblem && <p data-tone="bad">{state.sourceProblem}</p>}
        {!driving && (
          <p>
            Another tab of this browser shows the same topic and sets its rate and payload.{' '}
            <button type="button" className={styles.link} onClick={onTakeOver}>
              Set them here
            </button>{' '}
            <a href="/compare">Use a topic of its own</a>
          </p>
        )}
      </div>
    </div>
  );
}

function Item({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }): JSX.Element {
  return (
    <div className={styles.item} data-wide={wide || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function labText({ lab }: CompareState): string {
  switch (lab.name) {
    case 'looking':
      return 'looking for it';
    case 'down':
      return 'not running';
    case 'running':
      return `${new URL(lab.lab.control).host} · version ${lab.lab.version}`;
  }
}

function sessionText({ session }: CompareState): string {
  switch (session.name) {
    case 'open':
      return session.session.id;
    case 'opening':
      return 'opening';
    case 'full':
    case 'failed':
      return 'none';
    case 'closed':
      return 'closed';
  }
}

function clockText({ lab }: CompareState): string {
  if (lab.name !== 'running') return '–';
  if (!lab.offset) return 'sent no stamps: latency cannot be measured';
  const { offsetMs, errorMs } = lab.offset;
  return `${offsetMs < 0 ? '−' : '+'}${formatMs(Math.abs(offsetMs))} ms ± ${formatMs(errorMs)} ms`;
}
