import type { Writable } from 'node:stream';
import { createStyles, cutTo, type Styles } from './styles.ts';

/** What a screen writes to. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** What a screen shows: lines for a number of columns. */
export type View = (columns: number) => readonly string[];

/** A screen with one view at a time, and a line below it for what is going on. */
export interface Screen {
  styles: Styles;
  isTerminal: boolean;
  columns(): number;
  /** Shows a view in the place of the last one; where there is no terminal, below it. */
  show(view: View, options?: { clear?: boolean }): void;
  /** Writes into the line below the view; on a terminal alone. */
  status(text: string): void;
  /** Shows the view again. */
  redraw(): void;
  close(): void;
}

const CLEAR = '\u001B[2J\u001B[H';
const CLEAR_LINE = '\r\u001B[K';
const RESIZE_SETTLE_MS = 80;

/** A screen on an output, which shows its view again when the terminal's size changes. */
export function createScreen(output: Output): Screen {
  const isTerminal = output.isTTY === true;
  const columns = () => Math.max(20, output.columns ?? 80);
  let current: View | null = null;
  let status = '';
  let timer: NodeJS.Timeout | undefined;

  const draw = (clear: boolean) => {
    if (current === null) return;
    const lines = current(columns());
    output.write(`${isTerminal ? (clear ? CLEAR : CLEAR_LINE) : ''}${lines.join('\n')}\n`);
    if (isTerminal && status !== '') output.write(cutTo(status, columns() - 1));
  };
  const onResize = () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(true), RESIZE_SETTLE_MS);
  };
  if (isTerminal) output.on('resize', onResize);

  return {
    styles: createStyles(output),
    isTerminal,
    columns,
    show(view, { clear = true } = {}) {
      current = view;
      status = '';
      draw(clear);
    },
    status(text) {
      if (!isTerminal || text === status) return;
      status = text;
      output.write(CLEAR_LINE + cutTo(text, columns() - 1));
    },
    redraw: () => draw(true),
    close() {
      clearTimeout(timer);
      output.off('resize', onResize);
      if (isTerminal && status !== '') output.write(CLEAR_LINE);
    },
  };
}
