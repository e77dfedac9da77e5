import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type { GradeEnvironment, GradeRequest, Verdict } from '../../lib/grader/index.ts';

/** Grades in the page that {@link openGrading} has prepared. */
export interface PageGrading {
  run(request: Omit<GradeRequest, 'onTest'>, environment?: GradeEnvironment): Promise<Verdict>;
}

let script: Promise<string> | undefined;

/**
 * Opens a page of the site, with its policy, and puts the grader into it as `window.grading`: what a challenge's page
 * does, without a page around it.
 */
export async function openGrading(page: Page, path = '/lessons'): Promise<PageGrading> {
  script ??= build({
    entryPoints: ['test/grader/in-browser.ts'],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  await page.goto(path);
  await page.addScriptTag({ content: await script });
  return {
    run: async (request, environment = 'worker') => {
      const { verdict } = await page.evaluate(([given, where]) => window.grading.run(given, where), [
        request,
        environment,
      ] as const);
      return verdict;
    },
  };
}
