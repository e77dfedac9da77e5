import type { JSX, ReactNode } from 'react';
import styles from './heading.module.css';

/**
 * A heading of a lesson, with a link to itself, which also copies its address (`lib/ui/shell/press.ts`). The id comes from
 * its text (rehype-slug), or from the component that brings the heading.
 */
function Heading({
  level: Level,
  id,
  children,
}: {
  level: 'h2' | 'h3';
  id?: string;
  children?: ReactNode;
}): JSX.Element {
  return (
    <Level {...(id === undefined ? {} : { id })} className={styles.heading}>
      {children}
      {id === undefined ? null : (
        <a className={styles.anchor} href={`#${id}`} aria-label="Link to this section" data-copy="">
          <span aria-hidden="true">#</span>
        </a>
      )}
    </Level>
  );
}

/** A second-level heading of a lesson. */
export function Heading2(props: { id?: string; children?: ReactNode }): JSX.Element {
  return <Heading level="h2" {...props} />;
}

/** A third-level heading of a lesson. */
export function Heading3(props: { id?: string; children?: ReactNode }): JSX.Element {
  return <Heading level="h3" {...props} />;
}
