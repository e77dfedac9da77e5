'use client';

import { type ComponentType, type JSX, lazy, Suspense } from 'react';
import styles from './recorded-later.module.css';

interface Props {
  /** The name of its recording in `content/recordings`. */
  figure: string;
  title: string;
}

const Recorded = lazy(() =>
  import('./index.ts').then(
    (loaded): { default: ComponentType<Props> } => ({ default: loaded.Recorded }),
    () => ({ default: Unreachable }),
  ),
);

/** What a figure did when it was recorded. Its script is loaded when it is first shown. */
export function RecordedLater(props: Props): JSX.Element {
  return (
    <Suspense>
      <Recorded {...props} />
    </Suspense>
  );
}

/** In its place where the pages' server has ended with the lab, as it does with `npm start`. */
function Unreachable(): JSX.Element {
  return (
    <p className={styles.unreachable}>
      What was recorded cannot be shown: the pages’ server does not answer either. Start it, and reload this page.
    </p>
  );
}
