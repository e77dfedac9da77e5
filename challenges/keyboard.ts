/** What a keyboard tells of. */
export interface KeyHandlers {
  /** A key: its character, or `enter`, `escape`, `backspace`. */
  onKey(key: string): void;
  /** Ctrl-C or Ctrl-D. */
  onStop(): void;
  /** There is nothing more to come. */
  onEnd(): void;
}

/** Where keys come from: standard input, a terminal or not. */
export type KeySource = NodeJS.ReadableStream & {
  isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  unref?(): unknown;
};

/**
 * Listens for keys, one by one where the source is a terminal. Closing it gives the terminal back as it was, and may be
 * done twice.
 */
export function openKeyboard(source: KeySource, { onKey, onStop, onEnd }: KeyHandlers): { close(): void } {
  const isTerminal = source.isTTY === true && source.setRawMode !== undefined;
  const setRaw = (raw: boolean) => {
    if (isTerminal) source.setRawMode?.(raw);
  };
  const hear = (chunk: Buffer | string) => {
    for (const key of splitKeys(chunk.toString())) {
      if (key === '\u0003' || key === '\u0004') onStop();
      else if (key === '\u001A' && process.platform !== 'win32') suspend();
      else onKey(key);
    }
  };
  const suspend = () => {
    setRaw(false);
    process.once('SIGCONT', () => setRaw(true));
    process.kill(process.pid, 'SIGTSTP');
  };
  const restore = () => setRaw(false);

  setRaw(true);
  process.once('exit', restore);
  source.on('data', hear);
  source.on('end', onEnd);
  source.on('error', onEnd);
  source.resume();
  return {
    close() {
      process.off('exit', restore);
      source.off('data', hear);
      source.off('end', onEnd);
      source.off('error', onEnd);
      setRaw(false);
      source.pause();
      source.unref?.();
    },
  };
}

/** Stands for the sign ESC while keys are told apart. */
const ESC = '\uE01B';

/** The keys in what came at once. The sequences of arrows and of function keys mean nothing here, and are left out. */
export function splitKeys(text: string): string[] {
  const parts = text.replaceAll('\u001B', ESC).match(/\uE01B(?:\[[\d;?]*[ -/]*[@-~]|O[@-~]|[^[O])|[^]/gu) ?? [];
  return parts.flatMap((part) => {
    if (part === '\r' || part === '\n') return ['enter'];
    if (part === '\u007F' || part === '\b') return ['backspace'];
    if (part === ESC) return ['escape'];
    return part.startsWith(ESC) ? [] : [part];
  });
}
