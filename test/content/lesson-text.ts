import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A code block of a lesson. */
export interface Fence {
  language: string;
  file?: string;
  region?: string;
  body: string;
}

/** An answer of a question, with its explanation. */
export interface LessonOption {
  label: string;
  right: boolean;
  explanation: string;
}

/** What the tests look at in a lesson: its source, taken apart by line. */
export interface LessonText {
  /** Everything behind the front matter. */
  body: string;
  fences: Fence[];
  /** The running text: no code, no tables, no questions, no markup. */
  prose: string;
  /** The components and headings of the top level, in order; `text` for what stands between them. */
  outline: string[];
  questions: { ask: string; options: LessonOption[] }[];
}

const FENCE = /^([ \t]*)```([a-z]*)[ \t]*(.*)\n([\s\S]*?)^\1```[ \t]*$/gm;

/** Reads a lesson's source from its folder in `content/lessons`. */
export function readLessonText(folder: string): LessonText {
  const source = readFileSync(join('content', 'lessons', folder, 'lesson.mdx'), 'utf8');
  const body = source.replace(/^---\n[\s\S]*?\n---\n/, '');
  const plain = body.replace(FENCE, '');
  return {
    body,
    fences: [...body.matchAll(FENCE)].map(([, , language = '', info = '', code = '']) => ({
      language,
      ...named(info),
      body: code,
    })),
    prose: proseOf(plain),
    outline: outlineOf(plain),
    questions: [...plain.matchAll(/<Question ask=(?:"([^"]*)"|'([^']*)')>([\s\S]*?)<\/Question>/g)].map((question) => ({
      ask: question[1] ?? question[2] ?? '',
      options: optionsOf(question[3] ?? ''),
    })),
  };
}

/** The number of words of a text. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function named(info: string): { file?: string; region?: string } {
  const file = /file=(\S+)/.exec(info)?.[1];
  const region = /region=(\S+)/.exec(info)?.[1];
  return { ...(file === undefined ? {} : { file }), ...(region === undefined ? {} : { region }) };
}

function proseOf(plain: string): string {
  return plain
    .replace(/<(Check|Facts|Wire)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<(Heard|Pitfall|Note|Try) (?:claim|title)="([^"]*)">/g, '$2')
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function outlineOf(plain: string): string[] {
  const outline: string[] = [];
  let inside: string | undefined;
  for (const line of plain.split('\n')) {
    const opening = inside === undefined ? /^<([A-Z]\w*)\b.*?(\/)?>$/.exec(line) : null;
    if (inside !== undefined) {
      if (line === `</${inside}>`) inside = undefined;
    } else if (opening !== null) {
      outline.push(opening[1] ?? '');
      if (opening[2] === undefined) inside = opening[1];
    } else if (line.startsWith('## ')) {
      outline.push(line);
    } else if (line.trim() !== '' && outline.at(-1) !== 'text') {
      outline.push('text');
    }
  }
  return outline;
}

function optionsOf(text: string): LessonOption[] {
  return [...text.matchAll(/<Option( right)? label="([^"]*)">([\s\S]*?)<\/Option>/g)].map(
    ([, right, label = '', explanation = '']) => ({
      label,
      right: right !== undefined,
      explanation: explanation.trim(),
    }),
  );
}
