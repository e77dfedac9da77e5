'use client';

import { type JSX, useRef, useSyncExternalStore } from 'react';
import { writeCaptureFile, writePcapFile } from './capture-file.ts';
import type { CaptureHandle } from './use-capture.ts';
import styles from './capture-actions.module.css';

/** Saves what is captured, and opens what was saved. */
export function CaptureActions({ capture }: { capture: CaptureHandle }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const { store, openFile } = capture;
  const { kept } = useSyncExternalStore(store.subscribe, store.view, store.view);
  return (
    <div className={styles.actions} role="group" aria-label="Capture file">
      <button
        type="button"
        className={styles.button}
        disabled={kept === 0}
        title="Everything that is kept, to be opened here again"
        onClick={() => save(writeCaptureFile(store.records()), 'application/json', 'json')}
      >
        Save JSON
      </button>
      <button
        type="button"
        className={styles.button}
        disabled={kept === 0}
        title="A packet capture, to be opened in Wireshark"
        onClick={() => save(writePcapFile(store.records()), 'application/vnd.tcpdump.pcap', 'pcap')}
      >
        Save pcap
      </button>
      <button type="button" className={styles.button} onClick={() => input.current?.click()}>
        Open …
      </button>
      <input
        ref={input}
        type="file"
        className={styles.input}
        accept=".json,application/json"
        aria-label="Open a saved capture"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again.
          target.value = '';
          if (file) void openFile(file);
        }}
      />
    </div>
  );
}

/** How long a file may take to be written, in milliseconds. */
const SAVED_MS = 60_000;

function save(content: BlobPart, type: string, extension: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `wirelab-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${extension}`;
  link.click();
  // The browser reads it after this turn, and says nothing when it has.
  setTimeout(() => URL.revokeObjectURL(url), SAVED_MS);
}
