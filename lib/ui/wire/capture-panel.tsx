'use client';

import { type DragEvent, type JSX, type ReactNode, useState } from 'react';
import { CaptureActions } from './capture-actions.tsx';
import styles from './capture-panel.module.css';
import type { Row } from './row.ts';
import type { CaptureHandle } from './use-capture.ts';
import { WireView } from './wire-view.tsx';

/** A wire view with its files: saved with a button, opened with another or by dropping one on it. */
export function CapturePanel({
  capture,
  chosen,
  onChoose,
  actions,
  empty,
}: {
  capture: CaptureHandle;
  chosen: Row | undefined;
  onChoose: (row: Row | undefined) => void;
  actions?: ReactNode;
  empty: ReactNode;
}): JSX.Element {
  const { store, file, problem, openFile, closeFile } = capture;
  const [isOver, setOver] = useState(false);
  const onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={styles.panel}
      data-over={isOver ? '' : undefined}
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        const dropped = event.dataTransfer.files[0];
        setOver(false);
        if (!dropped) return;
        event.preventDefault();
        onChoose(undefined);
        void openFile(dropped);
      }}
    >
      {(file ?? problem) !== undefined && (
        <div className={styles.notes} role="status">
          {file && (
            <p>
              Shown from the file <b>{file.name}</b>. No server is asked for any of it.{' '}
              <button
                type="button"
                className={styles.button}
                onClick={() => {
                  onChoose(undefined);
                  closeFile();
                }}
              >
                Close the file
              </button>
            </p>
          )}
          {problem !== undefined && <p className={styles.problem}>{problem}</p>}
        </div>
      )}
      <WireView
        key={file ? 'file' : 'live'}
        store={store}
        chosen={chosen}
        onChoose={onChoose}
        empty={empty}
        actions={
          <>
            <CaptureActions capture={capture} />
            {actions}
          </>
        }
      />
    </div>
  );
}
