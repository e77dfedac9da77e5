import { type Styles, widthOf, wrap } from './styles.ts';

/** Prose is no wider than this, however wide the terminal: longer lines are hard to read. */
const MAX_PROSE_COLUMNS = 92;
const MARGIN = ' ';

/**
 * A brief, hints or notes for a terminal, a line each: the marks of Markdown become colours and indents. It knows what
 * these texts use: headings, paragraphs, lists, code blocks, tables as they stand, and code, strong words and links within.
 */
export function showMarkdown(text: string, { styles, columns }: { styles: Styles; columns: number }): string[] {
  const width = Math.min(columns - 1, MAX_PROSE_COLUMNS);
  const lines: string[] = [];
  const gap = () => {
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
  };
  let lastKind = '';
  for (const block of readBlocks(text)) {
    // The items of a list stand together where each is one line.
    if (!(block.kind === 'item' && lastKind === 'item')) gap();
    lastKind = block.kind;
    switch (block.kind) {
      case 'heading':
        lines.push(...wrap(styles.bold(inline(block.text, styles)), width, { first: MARGIN }));
        break;
      case 'code':
        lines.push(...block.lines.map((line) => `${MARGIN}${styles.dim(styles.bar)} ${styleCode(line, styles)}`));
        break;
      case 'table':
        lines.push(...showTable(block.lines, styles));
        break;
      case 'item': {
        const first = `${MARGIN}${block.indent}${block.mark} `;
        const rest = ' '.repeat(widthOf(first));
        lines.push(...wrap(inline(block.text, styles), width, { first, rest }));
        break;
      }
      case 'prose':
        lines.push(...wrap(inline(block.text, styles), width, { first: MARGIN }));
    }
  }
  return lines;
}

type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'prose'; text: string }
  | { kind: 'item'; indent: string; mark: string; text: string }
  | { kind: 'code'; lines: string[] }
  | { kind: 'table'; lines: string[] };

function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Extract<Block, { kind: 'prose' | 'item' | 'table' }> | null;
  let fence = null as { end: string; indent: number; lines: string[] } | null;
  const start = (block: Block) => {
    blocks.push(block);
    open = block.kind === 'prose' || block.kind === 'item' || block.kind === 'table' ? block : null;
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (fence !== null) {
      if (line.trim() === fence.end) fence = null;
      else fence.lines.push(line.slice(Math.min(fence.indent, line.length - line.trimStart().length)));
      continue;
    }
    const code = /^(?<indent>\s*)(?<fence>`{3,}|~{3,})/.exec(line)?.groups;
    const heading = /^#{1,6} (?<text>.+)$/.exec(line)?.groups?.text;
    const item = /^(?<indent>\s*)(?<mark>[-*]|\d+\.) (?<text>.*)$/.exec(line)?.groups;
    if (code !== undefined) {
      fence = { end: code.fence ?? '', indent: code.indent?.length ?? 0, lines: [] };
      start({ kind: 'code', lines: fence.lines });
    } else if (heading !== undefined) start({ kind: 'heading', text: heading });
    else if (item !== undefined) {
      const { indent = '', mark = '', text = '' } = item;
      start({ kind: 'item', indent, mark: /\d/.test(mark) ? mark : '•', text });
    } else if (line.trim() === '') open = null;
    else if (line.startsWith('|')) {
      if (open?.kind === 'table') open.lines.push(line);
      else start({ kind: 'table', lines: [line] });
    } else if (open !== null && open.kind !== 'table') open.text += ` ${line.trim()}`;
    else start({ kind: 'prose', text: line.replace(/^>\s?/, '').trim() });
  }
  return blocks;
}

/** The marks within a line. Code is taken out first, since nothing in it is a mark. */
function inline(text: string, { bold, cyan, dim }: Styles): string {
  const codes: string[] = [];
  const eachWord = (style: (word: string) => string) => (words: string) => words.split(' ').map(style).join(' ');
  return text
    .replaceAll(/(?<ticks>`+)(?<code>[^`]+)\k<ticks>/g, (_all, _ticks: string, code: string) => {
      codes.push(code.trim());
      return `\uE000${codes.length - 1}\uE001`;
    })
    .replaceAll(/\{\/\*[^]*?\*\/\}/g, '')
    .replaceAll(/\[(?<words>[^\]]+)\]\((?<address>[^)]+)\)/g, (_all, words: string, address: string) =>
      /^https?:/.test(address) ? `${words} ${dim(`(${address})`)}` : words,
    )
    .replaceAll(/\*\*(?<words>.+?)\*\*/g, (_all, words: string) => eachWord(bold)(words))
    .replaceAll(/(?<![\w*])[*_](?<words>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?![\w*])/g, '$<words>')
    .replaceAll(/\\(?<sign>[^\w\s])/g, '$<sign>')
    .replaceAll(/\uE000(?<index>\d+)\uE001/g, (_all, index: string) => eachWord(cyan)(codes[Number(index)] ?? ''));
}

/** Comments stand back; the rest of the code is as it is. */
function styleCode(line: string, { dim }: Styles): string {
  const comment = /(?:^|\s)(?:\/\/ .*|\/\*\*.*|\*\/|\* .*)$/.exec(line);
  return comment === null ? line : line.slice(0, comment.index) + dim(line.slice(comment.index));
}

function showTable(rows: readonly string[], styles: Styles): string[] {
  const cells = rows
    .filter((row) => !/^\|[\s:|-]+\|$/.test(row))
    .map((row) =>
      row
        .replaceAll(/^\||\|$/g, '')
        .split('|')
        .map((cell) => inline(cell.trim(), styles)),
    );
  const widths = (cells[0] ?? []).map((_cell, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells.map(
    (row) =>
      MARGIN +
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell) + 2))
        .join('')
        .trimEnd(),
  );
}
