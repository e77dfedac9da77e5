import { expect, type Locator, type Page } from '@playwright/test';

/** How long a step of a figure may take on a busy machine, in milliseconds. */
const STEP_MS = 90_000;

/** A figure that is being recorded. */
export interface Stage {
  readonly page: Page;
  readonly figure: Locator;
  /** Presses a button of the figure, once it can be pressed, and notes its name as a step. */
  press(name: string | RegExp): Promise<void>;
  /** Notes something that was done in another way. */
  note(step: string): void;
  /** Waits until the figure's status line says this. */
  says(text: string | RegExp): Promise<void>;
  /** Waits until the figure shows this somewhere. */
  shows(text: string | RegExp): Promise<void>;
}

/** How a figure is recorded: in which lesson, and what is done with it. */
export interface Recipe {
  /** Its id, and the name of its file in `content/recordings`. */
  figure: string;
  /** The slug of a lesson that has it. */
  lesson: string;
  /** What has to be done before the figure is there. */
  before?(page: Page): Promise<void>;
  act(stage: Stage): Promise<void>;
}

/** Makes the stage of a figure, and the list of its steps. */
export function stageOf(page: Page, figure: Locator): { stage: Stage; steps: string[] } {
  const steps: string[] = [];
  const stage: Stage = {
    page,
    figure,
    async press(name) {
      const button = figure.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();
      await expect(button).toBeEnabled({ timeout: STEP_MS });
      steps.push(((await button.getAttribute('aria-label')) ?? (await button.innerText())).trim());
      await button.click();
    },
    note: (step) => void steps.push(step),
    async says(text) {
      await expect(figure.getByRole('status').first()).toContainText(text, { timeout: STEP_MS });
    },
    async shows(text) {
      await expect(figure).toContainText(text, { timeout: STEP_MS });
    },
  };
  return { stage, steps };
}
