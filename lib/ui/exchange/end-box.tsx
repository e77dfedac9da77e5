import { type JSX, type ReactNode, useEffect, useRef } from 'react';
import { ScrollBox } from '../live-figure/scroll-box.tsx';
import styles from './exchange.module.css';

/** A box of its own scrolling for lines that become more: the newest, at its end, is kept in view. */
export function EndBox({
  label,
  count,
  empty,
  children,
}: {
  label: string;
  /** How many lines there are. */
  count: number;
  /** What stands there while there are none. */
  empty: string;
  children: ReactNode;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  useEffect(() => {
    // To the beginning of the newest: one that is higher than the box is read from its top.
    const newest = box.current?.querySelector<HTMLElement>('li:last-child');
    if (box.current && newest && count !== seen.current) box.current.scrollTop = newest.offsetTop;
    seen.current = count;
  }, [count]);
  return (
    <ScrollBox ref={box} label={label} className={styles.box} empty={empty}>
      {count > 0 && children}
    </ScrollBox>
  );
}
