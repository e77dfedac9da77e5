'use client';

import { type ComponentType, type JSX, type ReactNode, use, useEffect, useRef, useState } from 'react';
import type { FigureName } from './figure-parts.ts';
import styles from './near.module.css';

type Part = ComponentType<object>;

/** How near to the screen a part comes before its script is loaded. */
const AHEAD = '300px';

/** What React leaves alone while it takes a page over: the HTML that the server has sent. */
const KEPT = { __html: '' };

/**
 * A part of a lesson whose HTML stands in the page from the start, and whose script is loaded when it comes near the
 * screen. Until then nothing in it can be pressed: whoever uses this disables what it shows to a server.
 *
 * On the server it is rendered as it is. In the browser React is told to leave that HTML as it stands, and puts the
 * living part in its place once that is there: both begin alike, so nothing moves. There is no `Suspense` around it, since
 * React sends what stands in a large boundary behind the page and moves it into place by script.
 *
 * Tab stops at it before it lives, since it would pass over what cannot be pressed yet; the focus stays when it does live,
 * and the next Tab goes into it.
 */
export function Near({
  name,
  given,
  className,
  isEmpty = false,
}: {
  name: FigureName;
  /** The part's own properties. */
  given: object;
  className?: string;
  /** Whether the part cannot be rendered on a server: its place is kept, and empty. @default false */
  isEmpty?: boolean;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ Part: Part } | 'failed'>();

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let isGone = false;
    const show = (next: { Part: Part } | 'failed'): void => {
      if (!isGone) setLoaded(next);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        load(name).then(
          (Part) => show({ Part }),
          () => show('failed'),
        );
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, [name]);

  const isWaiting = loaded === undefined;
  return (
    <div
      ref={place}
      className={className}
      tabIndex={isWaiting ? 0 : -1}
      {...(isWaiting ? { role: 'group', 'aria-label': 'A figure that is loaded when it is reached' } : {})}
    >
      {content()}
    </div>
  );

  function content(): ReactNode {
    if (typeof window === 'undefined') return <div>{isEmpty ? null : <OnServer name={name} given={given} />}</div>;
    if (loaded === undefined) return <div suppressHydrationWarning dangerouslySetInnerHTML={KEPT} />;
    if (loaded !== 'failed') return <loaded.Part key="living" {...given} />;
    return (
      <p className={styles.failed} role="status">
        This figure could not be loaded. Reload the page to try again.
      </p>
    );
  }
}

async function load(name: FigureName): Promise<Part> {
  const { PARTS } = await import('./figure-parts.ts');
  return (await PARTS[name]()) as Part;
}

function OnServer({ name, given }: { name: FigureName; given: object }): JSX.Element {
  const loaded = { Part: use((serverParts[name] ??= load(name))) };
  return <loaded.Part {...given} />;
}

/** One promise for each name: React asks for it again until it is fulfilled. */
const serverParts: Partial<Record<FigureName, Promise<Part>>> = {};
