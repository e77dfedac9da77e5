import type { JSX } from 'react';

/** The sources of a claim or a sheet in one line. Phrasing content alone: it may stand in a paragraph. */
export function SourceLinks({ sources }: { sources: readonly { title: string; href: string }[] }): JSX.Element {
  return (
    <>
      {sources.map(({ title, href }, place) => (
        <span key={href}>
          {place === 0 ? '' : '; '}
          <a href={href} rel="noreferrer">
            {title}
          </a>
        </span>
      ))}
    </>
  );
}
