import { type JSX, useMemo } from 'react';
import type { Entry } from '../../wire/index.ts';
import { byteViews } from '../wire/byte-view.ts';
import { Layers } from '../wire/layers.tsx';
import { useLit } from '../wire/use-lit.ts';
import styles from './layers-unfolded.module.css';

/** The layers of one entry from the outside in. */
export function Unfolded({ entry }: { entry: Entry }): JSX.Element {
  const view = useMemo(() => byteViews(entry)[0], [entry]);
  if (view === undefined) return <p className={styles.empty}>Nothing was captured of it.</p>;
  return <OfView entry={entry} view={view} />;
}

function OfView({
  entry,
  view,
}: {
  entry: Entry;
  view: NonNullable<ReturnType<typeof byteViews>[number]>;
}): JSX.Element {
  const lit = useLit(view);
  return <Layers entry={entry} view={view} lit={lit} />;
}
