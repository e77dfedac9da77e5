'use client';

import { type ComponentType, type JSX, lazy, useEffect, useRef, useState } from 'react';
import styles from './near.module.css';

/** How near to the screen a part comes before its script is loaded. */
const AHEAD = '300px';

/**
 * A part of a lesson whose HTML stands in the page from the start, and whose script is loaded when it comes near the
 * screen. Until then nothing in it can be pressed: whoever uses this disables what it shows to a server.
 *
 * On the server it is rendered as it is. In the browser React is told to leave that HTML as it stands, and puts the
 * living part in its place once that is there: both begin alike, so nothing moves. There is no `Suspense` around it, since
 * React sends what stands in a large boundary behind the page and moves it into place by script.
 */
export function near<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const OnServer = lazy(async () => ({ default: await load() }));
  return function Near(props: Props): JSX.Element {
    const place = useRef<HTMLDivElement>(null);
    const [loaded, setLoaded] = useState<{ Part: ComponentType<Props> } | 'failed'>();

    useEffect(() => {
      const element = place.current;
      if (element === null) return undefined;
      let isGone = false;
      const show = (next: { Part: ComponentType<Props> } | 'failed'): void => {
        if (!isGone) setLoaded(next);
      };
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          observer.disconnect();
          load().then(
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
    }, []);

    if (typeof window === 'undefined') {
      return (
        <div>
          <OnServer {...props} />
        </div>
      );
    }
    if (loaded === 'failed') {
      return (
        <div>
          <p className={styles.failed} role="status">
            This figure could not be loaded. Reload the page to try again.
          </p>
        </div>
      );
    }
    if (loaded !== undefined) {
      return (
        <div key="living">
          <loaded.Part {...props} />
        </div>
      );
    }
    return <div ref={place} suppressHydrationWarning dangerouslySetInnerHTML={KEPT} />;
  };
}

/** What React leaves alone while it takes a page over: the HTML that the server has sent. */
const KEPT = { __html: '' };
