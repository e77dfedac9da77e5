import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { lessonFolder, OUTLINE, type OutlineEntry, type PartId } from './outline.ts';

/** A lesson as the pages list it. */
export interface Lesson extends FrontMatter {
  slug: string;
  /** Its place in the course, from 1. Places between may still be empty. */
  number: number;
  part: PartId;
  /** The name of its folder in `content/lessons`. */
  folder: string;
  requires: readonly string[];
}

/** Something in `content/lessons` that the course cannot be built from. The message names the file and the reason. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
  }
}

/** Where the lessons lie and what the outline says; a test brings its own. */
export interface CatalogOptions {
  /** @default `content/lessons` in the project */
  folder?: string;
  /** @default the course's own */
  outline?: readonly OutlineEntry[];
}

/**
 * Finds all lessons and checks them against the outline: each entry has its folder with a `lesson.mdx` in it, there is no
 * folder besides, every front matter holds, and what a lesson requires comes before it.
 *
 * @throws {CatalogError}
 */
export function loadCatalog(options: CatalogOptions = {}): Lesson[] {
  const { folder = join(process.cwd(), 'content', 'lessons'), outline = OUTLINE } = options;
  const expected = new Set(outline.map(({ slug }) => lessonFolder(slug, outline)));
  const stray = readFolder(folder).find((name) => !expected.has(name));
  if (stray !== undefined) throw new CatalogError(`${folder}/${stray}`, 'The outline has no lesson of this name');
  return outline.map((entry, index) => {
    const name = lessonFolder(entry.slug, outline);
    const file = `${folder}/${name}/lesson.mdx`;
    const late = entry.requires.find((slug) => !outline.slice(0, index).some((earlier) => earlier.slug === slug));
    if (late !== undefined) throw new CatalogError(file, `It requires ${late}, which does not come before it`);
    return { ...readLesson(file), ...entry, folder: name };
  });
}

// The comments keep the bundler from packing the project's files along: the pages are built where the lessons lie.
function readFolder(folder: string): string[] {
  try {
    return readdirSync(/* turbopackIgnore: true */ folder);
  } catch (cause) {
    throw new CatalogError(folder, 'The folder cannot be read', { cause });
  }
}

function readLesson(file: string): FrontMatter {
  let text;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, 'utf8');
  } catch (cause) {
    throw new CatalogError(file, 'The lesson cannot be read', { cause });
  }
  try {
    return readFrontMatter(text);
  } catch (cause) {
    throw new CatalogError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
