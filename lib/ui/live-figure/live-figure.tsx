'use client';

import { type JSX, type ReactNode, useSyncExternalStore } from 'react';
import type { TransportId } from '../../protocol/index.ts';
import type { Standing } from '../lab/standing.ts';
import { useLabPresence } from '../lab/use-lab-presence.ts';
import type { FigureSession } from '../lab/use-standing.ts';
import controls from '../lane/controls.module.css';
import { RecordedLater } from '../recording/recorded-later.tsx';
import { useWireDrawer } from '../wire/use-wire-drawer.tsx';
import styles from './live-figure.module.css';

const never = (): (() => void) => () => undefined;
const yes = (): boolean => true;
const no = (): boolean => false;

/** The frame of a figure that does something real: what it is, what it works with, and how it stands. */
export function LiveFigure({
  id,
  title,
  transport,
  lab,
  note,
  children,
}: {
  /** The name of its recording in `content/recordings`, which is shown while the lab is not running. */
  id?: string;
  title: string;
  /** Gives it the accent. */
  transport: TransportId;
  /** Its part in the page's session, whose bytes it can show; absent where it needs no lab. */
  lab?: FigureSession;
  /** One line under it, for screen readers as well. */
  note?: ReactNode;
  children: ReactNode;
}): JSX.Element {
  const isAlive = useSyncExternalStore(never, yes, no);
  return (
    <figure className={styles.figure} data-transport={transport} data-figure={id}>
      <figcaption className={styles.caption}>
        <span className={styles.word}>Live</span>
        <span className={styles.title}>{title}</span>
        {lab && <AllBytes lab={lab} transport={transport} />}
      </figcaption>
      <noscript>
        <p className={styles.noscript}>This figure works by script. Allow scripts for this page to use it.</p>
      </noscript>
      {/* It is in the page before its script is: until then, nothing in it can be pressed in vain. */}
      <fieldset className={styles.body} aria-label={title} disabled={!isAlive}>
        {children}
      </fieldset>
      {lab === undefined ? <NoteLine>{note}</NoteLine> : <WithLab figure={id} title={title} lab={lab} note={note} />}
    </figure>
  );
}

/** What the figure says, or that the lab does not answer; then also what was recorded. */
function WithLab({
  figure,
  title,
  lab,
  note,
}: {
  figure: string | undefined;
  title: string;
  lab: FigureSession;
  note: ReactNode;
}): JSX.Element {
  const presence = useLabPresence();
  const isUnasked = lab.standing.name === 'idle' && presence === 'down';
  const isDown = isUnasked || lab.standing.name === 'down';
  return (
    <>
      <NoteLine>
        {isUnasked ? (
          <span className={styles.bad}>
            The lab is not running. Start it with <code>npm start</code> or <code>npm run lab</code>: the figure can
            then be used as it stands.
          </span>
        ) : (
          note
        )}
      </NoteLine>
      {isDown && figure !== undefined && <RecordedLater figure={figure} title={title} />}
    </>
  );
}

function NoteLine({ children }: { children: ReactNode }): ReactNode {
  if (children === undefined) return null;
  return (
    <p className={styles.note} role="status">
      {children}
    </p>
  );
}

/** Opens the drawer with all that the edge has captured of the figure's transport. */
function AllBytes({ lab, transport }: { lab: FigureSession; transport: TransportId }): JSX.Element {
  const { open, isOpen, element } = useWireDrawer(lab.handle);
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        disabled={lab.standing.name !== 'ready'}
        aria-expanded={isOpen}
        onClick={() => open({ transport })}
      >
        All bytes
      </button>
      {element}
    </>
  );
}

/** What there is to say of the lab while a figure waits for it or cannot have it; nothing where all is well. */
export function StandingText({ standing, onRetry }: { standing: Standing; onRetry: () => void }): ReactNode {
  switch (standing.name) {
    case 'idle':
    case 'ready':
      return null;
    case 'looking':
      return 'Asking the lab for a session …';
    case 'down':
      return (
        <span className={styles.bad}>
          The lab is not running. {standing.reason}. Start it with <code>npm start</code> or <code>npm run lab</code>;
          the figure goes on by itself.
        </span>
      );
    case 'refused':
      return (
        <span className={styles.bad}>
          {standing.reason}.{' '}
          <button type="button" className={`${controls.button} ${controls.small}`} onClick={onRetry}>
            Ask again
          </button>
        </span>
      );
  }
}
