import type { Bounds, LabEvent, Reset } from '../protocol/index.ts';
import type { Link } from './connection.ts';

/** The subscription over one socket, which can be asked for again while the socket stands. */
export interface Subscription {
  /** Asks for what comes after the present position. */
  ask(): void;
  /** Whether a question is without its answer. */
  isAsked(): boolean;
  onSubscribed(bounds: Bounds): void;
  onEvent(event: LabEvent): void;
  onReset(reset: Reset): void;
}

// #region subscription
/**
 * Keeps account of one socket's questions and answers. A socket that finds another log asks again from the new position,
 * and until that has its answer, what comes is still of the first question and must not be delivered.
 *
 * @param send sends the question with the position to begin after; the answers must come in the order of the questions
 */
export function createSubscription(
  link: Link,
  send: (position: { after?: number; log?: string }) => void,
): Subscription {
  let asked = 0;
  let answered = 0;
  /** The question from whose answer on things count. */
  let valid = 1;
  const counts = () => answered >= valid;

  function ask(): void {
    asked++;
    // Only the first question of a socket may be one without a position: those that follow must lose nothing.
    send(asked === 1 ? link.entry() : link.position());
  }

  return {
    ask,
    isAsked: () => answered < asked,
    onSubscribed(bounds) {
      answered++;
      if (!link.meet(bounds)) {
        valid = asked + 1;
        ask();
      } else if (counts()) {
        link.opened();
      }
    },
    onEvent(event) {
      if (counts()) link.deliver(event);
    },
    onReset(reset) {
      if (counts()) link.gap(reset);
    },
  };
}
// #endregion subscription
