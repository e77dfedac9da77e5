'use client';

import { type JSX, type ReactNode, useEffect, useRef } from 'react';
import styles from './modal-dialog.module.css';

/**
 * A dialog over the page: the browser's own, which keeps the focus within, closes on Escape, and gives the focus back to
 * where it was. A press beside it closes it as well. Keys that are pressed in it are not those of the page.
 */
export function ModalDialog({
  label,
  onClose,
  className,
  children,
}: {
  label: string;
  onClose: () => void;
  className: string | undefined;
  children: ReactNode;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const onKeyDown = (event: Event): void => event.stopPropagation();
    // What lies beside the sheet is the dialog itself. It tells of its end by its event, as after Escape.
    const onClick = ({ target }: Event): void => {
      if (target === element) element.close();
    };
    element.showModal();
    element.addEventListener('click', onClick);
    // The page's own listeners are on the window; React's are on the document, and have heard it by then.
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('click', onClick);
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={`${styles.dialog} ${className ?? ''}`}
      onClose={() => {
        if (!dialog.current?.open) onClose();
      }}
    >
      <div className={styles.sheet}>{children}</div>
    </dialog>
  );
}
