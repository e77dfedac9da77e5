import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** A file of a challenge's folder. */
export function readChallengeFile(path: string): string {
  return readFileSync(`challenges/${path}`, 'utf8');
}

/** The page of a challenge, by what its reader sees of it. */
export interface ChallengePage {
  editor: Locator;
  results: Locator;
  /** Puts an answer into the editor, as by pasting it over the old one. */
  write(code: string): Promise<void>;
  run(): Promise<void>;
}

/** Opens a challenge, or its interview, and waits for the editor where there is one. */
export async function openChallenge(page: Page, slug: string): Promise<ChallengePage> {
  await page.goto(`/challenges/${slug}`);
  const parts = challengeParts(page);
  await parts.editor.waitFor();
  return parts;
}

/** The parts of the page that is open. */
export function challengeParts(page: Page): ChallengePage {
  const editor = page.getByRole('textbox', { name: /^Your answer to/ });
  return {
    editor,
    results: page.getByRole('region', { name: 'Results' }),
    write: (code) => editor.fill(code),
    run: () => page.getByRole('button', { name: 'Run the grade' }).click(),
  };
}

/** What this browser keeps under a key. */
export function stored(page: Page, key: string): Promise<string | null> {
  return page.evaluate((name) => localStorage.getItem(name), key);
}
