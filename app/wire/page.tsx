import type { JSX } from 'react';
import { WirePage } from '../../lib/ui/wire/wire-page.tsx';
import { describePage } from '../describe-page.ts';
import styles from './wire.module.css';

export const metadata = describePage({
  path: '/wire',
  title: 'Wire',
  description:
    'The true bytes of five transports, each byte with its field, its meaning and its clause of the standard.',
});

/** What goes over the wire, byte for byte: live, or from a saved capture. */
export default function Page(): JSX.Element {
  return (
    <div className={styles.page} data-wide>
      <div className={styles.title}>
        <h1>Wire</h1>
        <p>
          Every byte that went over a connection, as a relay between this page and the lab has seen it: what it belongs
          to, what it means, and whether it carried your data or helped to carry it.
        </p>
      </div>
      <WirePage />
    </div>
  );
}
