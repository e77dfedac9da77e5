import type { Clock } from '../../measure/clock.ts';
import type { Talk, TalkState } from '../exchange/talk.ts';
import type { RawAttack } from './attacks.ts';

/** How long nothing more may come before an attack counts as answered, in milliseconds. */
const QUIET_MS = 300;

/** How often it is looked, in milliseconds. */
const LOOK_MS = 15;

/** How long an answer may take, where the attack names no time. */
const BOUND_MS = 4_000;

/** What an attack is run with. */
export interface RunOptions {
  clock: Pick<Clock, 'now' | 'setTimeout'>;
  signal: AbortSignal;
}

/**
 * Sends what an attack is made of, and waits until the server has said all that it has to say.
 *
 * @returns milliseconds from the last byte sent until the last answer; nothing where none came
 */
export async function runAttack(talk: Talk, attack: RawAttack, options: RunOptions): Promise<number | undefined> {
  const { clock, signal } = options;
  const until = clock.now() + (attack.boundMs ?? BOUND_MS);
  const wait = async (isOver: (state: TalkState) => boolean): Promise<void> => {
    while (!isOver(talk.state()) && clock.now() < until && !signal.aborted) await turn(clock);
  };

  talk.send(attack.head);
  let sentAt = clock.now();
  let heardAt: number | undefined;
  let heardBytes = 0;
  await wait(({ downBytes, phase }) => downBytes > 0 || phase === 'ended');
  if (talk.state().downBytes > 0) heardAt = clock.now();
  if (attack.after !== undefined && isAccepted(talk.state())) {
    heardBytes = talk.state().downBytes;
    heardAt = undefined;
    talk.send(attack.after);
    sentAt = clock.now();
  }
  await wait(({ downBytes, phase }) => {
    if (downBytes > heardBytes) {
      heardBytes = downBytes;
      heardAt = clock.now();
    }
    return phase === 'ended' || (heardAt !== undefined && clock.now() - heardAt >= QUIET_MS);
  });
  return heardAt === undefined ? undefined : heardAt - sentAt;
}

function isAccepted({ entries }: TalkState): boolean {
  return entries.some(
    ({ kind, direction, title }) => kind === 'response' && direction === 'down' && title.startsWith('101'),
  );
}

const turn = (clock: RunOptions['clock']): Promise<void> =>
  new Promise((resolve) => clock.setTimeout(resolve, LOOK_MS));
