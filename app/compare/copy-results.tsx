import { type FocusEvent, type JSX, useState } from 'react';
import styles from '../../lib/ui/lane/controls.module.css';
import type { CompareState } from './use-bench.ts';
import { takeResults, toCsv, toJson, toMarkdown } from './results.ts';

const FORMATS = ['Markdown', 'CSV', 'JSON'] as const;
type Format = (typeof FORMATS)[number];

/** Copies the numbers of all lanes with their conditions. Where the browser gives no clipboard, the text is shown instead. */
export function CopyResults({ state }: { state: CompareState }): JSX.Element {
  const [said, setSaid] = useState('');
  const [text, setText] = useState<string>();

  async function copy(format: Format): Promise<void> {
    const copied = write(format, state);
    try {
      await navigator.clipboard.writeText(copied);
      setText(undefined);
      setSaid(`${format} copied`);
    } catch {
      // Only secure origins have a clipboard: localhost is one, a lab opened by its address in a network is not.
      setText(copied);
      setSaid('copy it from here:');
    }
  }

  return (
    <fieldset className={styles.group}>
      <legend>Copy results</legend>
      <div className={styles.fields}>
        <div className={styles.segments}>
          {FORMATS.map((format) => (
            <button
              key={format}
              type="button"
              className={styles.segment}
              aria-label={`Copy results as ${format}`}
              onClick={() => void copy(format)}
            >
              {format}
            </button>
          ))}
        </div>
        <span className={styles.said} role="status">
          {said}
        </span>
      </div>
      {text !== undefined && (
        <textarea className={styles.fallback} readOnly value={text} aria-label="Results" onFocus={selectAll} />
      )}
    </fieldset>
  );
}

const selectAll = (event: FocusEvent<HTMLTextAreaElement>): void => event.target.select();

function write(format: Format, { setup, lanes, over, elapsedMs, lab }: CompareState): string {
  const numbers = lanes.map((lane) => lane.numbers);
  const results = takeResults({
    setup,
    lanes: numbers,
    over: over ?? 'plain',
    elapsedMs,
    takenAt: new Date(),
    version: lab.name === 'running' ? lab.lab.version : 'unknown',
    browser: navigator.userAgent,
    offset: lab.name === 'running' ? lab.offset : undefined,
  });
  switch (format) {
    case 'Markdown':
      return toMarkdown(results, numbers);
    case 'CSV':
      return toCsv(results);
    case 'JSON':
      return toJson(results);
  }
}
