import type { JSX } from 'react';
import type { StorageTrouble } from './storage.ts';

/** What hinders keeping something in this browser, in a sentence or two. `what` begins it: “Your answer”. */
export function TroubleNote({
  trouble,
  what,
  className,
}: {
  trouble: StorageTrouble | null;
  what: string;
  className?: string | undefined;
}): JSX.Element | null {
  if (trouble === null) return null;
  return (
    <p className={className} role="status">
      {sayTrouble(trouble, what)}
    </p>
  );
}

function sayTrouble(trouble: StorageTrouble, what: string): string {
  if (trouble.kind === 'forbidden') {
    return `${what} cannot be kept: this browser forbids the page its storage. You can go on; copy what you want to keep before you leave.`;
  }
  if (trouble.kind === 'full') {
    return `${what} cannot be kept: the storage of this browser is full. You can go on; copy what you want to keep before you leave.`;
  }
  const { asideKey, reason } = trouble;
  if (asideKey === null) {
    return `${what}: what was kept in this browser could not be read (${reason}), and there is no room to put it aside. It stays as it is; what you do now is not kept.`;
  }
  return `${what}: what was kept in this browser could not be read (${reason}). It was put aside in the local storage under “${asideKey}”, and nothing of it was deleted.`;
}
