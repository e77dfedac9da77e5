'use client';

import { type JSX, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Editor } from './index.ts';
import { loadEditor } from './load-editor.ts';
import styles from './editor.module.css';

/** What a page may ask of the editor. */
export interface CodeEditorHandle {
  goTo(line: number, column?: number): void;
}

/**
 * The editor of an answer. Until it has been fetched the code stands there as text; where it cannot be fetched, a plain
 * field takes its place.
 */
export function CodeEditor({
  code,
  replaced,
  label,
  describedBy,
  tabIndents,
  onChange,
  onRun,
  handle,
}: {
  code: string;
  /** Changes when the code was changed by anything but typing. */
  replaced: number;
  label: string;
  describedBy: string;
  tabIndents: boolean;
  onChange: (code: string) => void;
  onRun: () => void;
  handle: RefObject<CodeEditorHandle | null>;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor>(undefined);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const latest = useRef({ code, tabIndents, onChange, onRun });
  useEffect(() => {
    latest.current = { code, tabIndents, onChange, onRun };
  });

  useEffect(() => {
    let isGone = false;
    loadEditor().then(
      ({ createEditor }) => {
        if (isGone || place.current === null) return;
        editor.current = createEditor({
          parent: place.current,
          code: latest.current.code,
          label,
          describedBy,
          tabIndents: latest.current.tabIndents,
          onChange: (text) => latest.current.onChange(text),
          onRun: () => latest.current.onRun(),
        });
        setState('ready');
      },
      () => setState('failed'),
    );
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, [label, describedBy]);

  const shown = useRef(replaced);
  useEffect(() => {
    if (shown.current === replaced) return;
    shown.current = replaced;
    editor.current?.setCode(code);
  }, [replaced, code]);
  useEffect(() => editor.current?.setTabIndents(tabIndents), [tabIndents]);
  useImperativeHandle(handle, () => ({
    goTo(line, column) {
      if (editor.current !== undefined) editor.current.goTo(line, column);
      else field.current?.focus();
    },
  }));

  return (
    <div className={styles.editor} data-state={state}>
      {state === 'failed' ? (
        <textarea
          ref={field}
          className={styles.plain}
          aria-label={label}
          value={code}
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onRun();
          }}
        />
      ) : null}
      {state === 'loading' ? <PlainCode code={code} /> : null}
      <div ref={place} className={styles.place} />
    </div>
  );
}

/** The code as text, line for line where the editor will have it. */
export function PlainCode({ code }: { code: string }): JSX.Element {
  return (
    <pre className={styles.text} tabIndex={0} aria-label="The code, while the editor is fetched">
      {code}
    </pre>
  );
}
