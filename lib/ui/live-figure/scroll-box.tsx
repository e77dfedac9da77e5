import type { JSX, ReactNode, Ref } from 'react';
import styles from './scroll-box.module.css';

/** A sunken box of a figure that scrolls by itself, by keyboard as well. */
export function ScrollBox({
  label,
  className,
  empty,
  ref,
  children,
}: {
  label: string;
  /** Gives it its height, which is the same with and without content: nothing moves when the first line comes. */
  className: string | undefined;
  /** What stands there while there are no children. */
  empty?: string;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}): JSX.Element {
  return (
    <div ref={ref} className={`${styles.box} ${className ?? ''}`} role="region" aria-label={label} tabIndex={0}>
      {children || <p className={styles.empty}>{empty}</p>}
    </div>
  );
}
