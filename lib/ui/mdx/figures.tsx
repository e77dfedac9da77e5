import type { ComponentProps, JSX, ReactNode } from 'react';
import styles from './figures.module.css';

/** Raw text as it went over the network, with a caption; wraps a fence or plain text. */
export function Wire({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <figure className={styles.wire}>
      <figcaption>
        <span className={styles.word}>On the wire</span>
        <span>{title}</span>
      </figcaption>
      <div className={styles.wireBody}>
        {typeof children === 'string' ? (
          <pre tabIndex={0}>
            <code>{children}</code>
          </pre>
        ) : (
          children
        )}
      </div>
    </figure>
  );
}

/** A table with a caption that scrolls by itself where the screen is narrow; wraps a markdown table. */
export function Facts({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <figure className={styles.facts}>
      <figcaption>{title}</figcaption>
      <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
        {children}
      </div>
    </figure>
  );
}

/** A word at the place where it is explained. */
export function Term({ children }: { children: ReactNode }): JSX.Element {
  return <dfn className={styles.term}>{children}</dfn>;
}

/** The head of a column. Markdown tables may leave their corner empty, and an empty head announces nothing. */
export function ColumnHead(props: ComponentProps<'th'>): JSX.Element {
  return props.children ? <th scope="col" {...props} /> : <EmptyCorner />;
}

function EmptyCorner(): JSX.Element {
  const Cell = 'td';
  return <Cell />;
}
