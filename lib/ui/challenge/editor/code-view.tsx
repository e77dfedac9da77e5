'use client';

import { type JSX, useEffect, useRef, useState } from 'react';
import { PlainCode } from './code-editor.tsx';
import { loadEditor } from './load-editor.ts';
import styles from './editor.module.css';

/** Code to be read, with the colours and line numbers of the editor. */
export function CodeView({
  code,
  label,
  grows = false,
}: {
  code: string;
  label: string;
  grows?: boolean;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isGone = false;
    let view: { destroy(): void } | undefined;
    loadEditor().then(
      ({ createCodeView }) => {
        if (isGone || place.current === null) return;
        view = createCodeView({ parent: place.current, code, label });
        setReady(true);
      },
      // The text stands there as it is.
      () => undefined,
    );
    return () => {
      isGone = true;
      view?.destroy();
      setReady(false);
    };
  }, [code, label]);
  return (
    <div className={styles.editor} data-grows={grows || undefined}>
      {isReady ? null : <PlainCode code={code} />}
      <div ref={place} className={styles.place} />
    </div>
  );
}
