'use client';

import { type JSX, type ReactNode, useEffect, useId, useState } from 'react';
import { systemClock } from '../../measure/clock.ts';
import type { AuthMethod, ServerSettings } from '../../protocol/index.ts';
import { EndBox, ExchangeList } from '../exchange/index.ts';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { Fact } from '../lane/fact.tsx';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { TRANSPORT_LABELS } from '../transport-mark/labels.ts';
import styles from './auth-gate.module.css';
import {
  type Attempt,
  GATE_TRANSPORTS,
  type GateTransport,
  METHOD_CHOICES,
  methodFor,
  WRONG_ATTEMPTS,
} from './choices.ts';
import { readToken } from './forge.ts';
import { type GateState, toldOf } from './gate-log.ts';
import { useGate } from './use-gate.ts';

/** The session's servers ask for credentials, in all ways that they know. */
const SERVERS: ServerSettings = { auth: {} };

const LIFETIMES_S = [10, 20, 60] as const;

/** Connections that have to say for whom they speak: each way, each refusal, and the end of each. */
export function AuthGate(): JSX.Element {
  const [transport, setTransport] = useState<GateTransport>('websocket');
  const [chosen, setChosen] = useState<AuthMethod>('ticket');
  const [user, setUser] = useState('ada');
  const [lifetimeS, setLifetimeS] = useState<number>(20);
  const id = useId();
  const figure = useFigureSession(SERVERS);
  const gate = useGate(figure, transport);
  const { state, captured } = gate;
  const method = methodFor(transport, chosen);
  const entries = captured.entries.map(({ entry }) => entry);
  const isOpen = state?.phase === 'open';
  const plan = { transport, method, user: user.trim().toLowerCase(), lifetimeMs: lifetimeS * 1_000 };

  const attempt = (which: Attempt): void => void gate.begin({ ...plan, attempt: which });
  const left = useSecondsLeft(isOpen ? state.expiresAt : undefined);
  const answers = entries.filter(({ kind, direction }) => kind === 'response' && direction === 'down');
  const request = entries.findLast(({ kind, direction }) => kind === 'request' && direction === 'up');

  return (
    <LiveFigure id="auth-gate" title="Who may connect" transport={transport} lab={figure} note={noteOf()}>
      <Choice
        label="Transport"
        options={GATE_TRANSPORTS.map((each) => ({ value: each, label: TRANSPORT_LABELS[each].short }))}
        value={transport}
        onChoose={setTransport}
      />
      <Choice
        label="Credentials"
        options={METHOD_CHOICES.map(({ method: each, label, transports }) => ({
          value: each,
          label,
          isDisabled: !transports.includes(transport),
        }))}
        value={method}
        onChoose={setChosen}
      />
      <div className={styles.row}>
        <label className={styles.label} htmlFor={`${id}-user`}>
          User
        </label>
        <input
          id={`${id}-user`}
          className={`${controls.input} ${styles.user}`}
          value={user}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUser(event.target.value)}
        />
        <Choice
          label="Good for"
          options={LIFETIMES_S.map((seconds) => ({ value: seconds, label: `${seconds} s` }))}
          value={lifetimeS}
          onChoose={setLifetimeS}
        />
      </div>
      <div className={styles.row}>
        <Action isMain onPress={() => attempt('right')}>
          Get credentials, and connect
        </Action>
        <Action isOff={!isOpen || transport === 'sse'} onPress={() => void gate.refresh({ ...plan, attempt: 'right' })}>
          Refresh
        </Action>
        <Action isOff={!isOpen || transport === 'sse'} onPress={() => gate.subscribe('user:grace')}>
          Subscribe to user:grace
        </Action>
        <Action isOff={!isOpen} onPress={() => void gate.revoke(plan.user)}>
          Revoke the user
        </Action>
        <Action isOff={!isOpen} onPress={gate.close}>
          Close
        </Action>
      </div>
      <div className={styles.row} role="group" aria-label="Connect with what is wrong">
        <span className={styles.label}>Connect with</span>
        {WRONG_ATTEMPTS.map(({ attempt: each, label }) => (
          <Action key={each} onPress={() => attempt(each)}>
            {label}
          </Action>
        ))}
      </div>
      <dl className={styles.facts}>
        <Fact name="connection" value={state?.phase} />
        <Fact name="expires in" value={left === undefined ? undefined : `${left} s`} />
        <Fact name="in the address" value={inAddress(state, request?.bytes)} />
        <Fact name="answer on the wire" value={answers.at(-1)?.title} />
        <Fact name="told to the script" value={state && toldOf(state)} />
      </dl>
      <div className={styles.sides}>
        <section aria-label="What the page does and is told">
          <p className={styles.sideName}>What the page does and is told</p>
          <EndBox label="The page’s log" count={state?.lines.length ?? 0} empty="Nothing was tried yet.">
            <ol className={styles.log}>
              {state?.lines.map(({ number, afterMs, kind, text }) => (
                <li key={number} data-kind={kind}>
                  <span className={styles.time}>{(afterMs / 1_000).toFixed(3)} s</span>
                  <span>{text}</span>
                </li>
              ))}
            </ol>
          </EndBox>
        </section>
        <section aria-label="What went over the wire">
          <p className={styles.sideName}>What went over the wire</p>
          <ExchangeList
            entries={entries}
            label="Captured at the edge"
            empty="The bytes that the edge captures are shown here."
          />
        </section>
      </div>
      <p className={styles.token}>{tokenText(state?.credential)}</p>
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (figure.standing.name !== 'ready' || state === undefined) {
      return <StandingText standing={figure.standing} onRetry={figure.start} />;
    }
    const told = toldOf(state);
    if (state.phase !== 'ended') {
      if (!isOpen) return 'Connecting …';
      return state.expiresAt === undefined
        ? 'The connection stands, and the server waits for its first message.'
        : 'The connection stands, and the server knows for whom it speaks.';
    }
    const answer = answers.at(-1)?.title ?? '';
    if (answer.includes('401') && state.expiresAt !== undefined)
      return `It was let in, has ended, and was refused when it came back: ${answer}.`;
    if (answer.includes('401'))
      return `Refused before anything else: ${answer}. The script was told: ${told ?? 'nothing'}.`;
    return `It was let in, and has ended. The script was told: ${told ?? 'nothing'}.`;
  }
}

function Action({
  isMain = false,
  isOff = false,
  onPress,
  children,
}: {
  isMain?: boolean;
  isOff?: boolean;
  onPress: () => void;
  children: ReactNode;
}): JSX.Element {
  return (
    <button
      type="button"
      className={isMain ? `${controls.button} ${controls.main}` : controls.button}
      disabled={isOff}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** Whether the credentials stand in the captured request line, where proxies write them into their logs. */
function inAddress(state: GateState | undefined, request: Uint8Array | undefined): string | undefined {
  if (request === undefined) return undefined;
  const line = new TextDecoder().decode(request).split('\r\n', 1)[0] ?? '';
  if (/[?&]token=/.test(line)) return 'the token';
  return /[?&]ticket=/.test(line) ? 'a ticket' : 'nothing';
}

/** What anybody reads in a token. */
function tokenText(credential: string | undefined): string {
  if (credential === undefined) return 'What stands in a token is shown here.';
  if (!credential.includes('.')) return `The ticket is ${credential.length} random characters, and says nothing.`;
  const { header, payload } = readToken(credential);
  return `Anybody can read the token: ${header} ${payload}`;
}

/** Whole seconds until a time on the page's clock. */
function useSecondsLeft(at: number | undefined): number | undefined {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (at === undefined) return undefined;
    const look = (): void => setNow(systemClock.now());
    const timer = setInterval(look, 250);
    look();
    return () => clearInterval(timer);
  }, [at]);
  return at === undefined || now === 0 ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}
