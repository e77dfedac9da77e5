'use client';

import { type ComponentType, type JSX, useEffect, useState } from 'react';
import { areKeysOn, type Command, commandOf, isTypedInto } from './commands.ts';
import { markTheme, readTheme, showTheme } from './theme.ts';

/** What a dialog of the frame gets. */
export interface DialogProps {
  onClose: () => void;
  /** What was typed while it was being loaded. */
  typed: string;
}

type Dialog = ComponentType<DialogProps>;

const DIALOGS: Partial<Record<Command, () => Promise<Dialog>>> = {
  search: async () => (await import('../search/search-dialog.tsx')).SearchDialog,
  shortcuts: async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
};

const BEGINNINGS = ['scroll', 'pointermove', 'pointerdown', 'keydown', 'storage'];

/**
 * What the frame of every page needs of script: it listens to keys and to plain buttons, and loads what they ask for when
 * they ask for it.
 */
export function ShellScript(): JSX.Element | null {
  const [open, setOpen] = useState<{ Dialog: Dialog; typed: string } | 'failed'>();

  useEffect(() => {
    let waiting: { typed: string } | undefined;
    let stopReading: (() => void) | undefined;
    let reading: Promise<void> | undefined;
    const gone = new AbortController();
    const { signal } = gone;

    function run(command: Command, typed = ''): void {
      const load = DIALOGS[command];
      if (command === 'theme') {
        const isDark =
          document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme:dark)').matches && 'dark');
        find(`[data-theme-choice=${isDark === 'dark' ? 'light' : 'dark'}]`)?.click();
      } else if (load === undefined) find(`a[rel=${command}]`)?.click();
      else if (waiting === undefined) {
        const asked = (waiting = { typed });
        load()
          .then(
            (Loaded) => setOpen({ Dialog: Loaded, typed: asked.typed }),
            () => setOpen('failed'),
          )
          .finally(() => (waiting = undefined));
      }
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      const isBelow = find('dialog:modal') !== null;
      const command = commandOf(event, { isTyping: isBelow || isTypedInto(event.target), isOn: areKeysOn() });
      // Who types on while the search is being loaded finds it typed.
      if (waiting !== undefined && event.key.length === 1 && !event.ctrlKey && !event.metaKey)
        waiting.typed += event.key;
      else if (command === undefined || event.defaultPrevented) return;
      else if (!isBelow) run(command);
      event.preventDefault();
    };
    const onClick = ({ target }: Event): void => {
      const toggle = target instanceof Element && target.closest<HTMLElement>('[data-read-toggle]');
      // Pressed before its script was there, it is pressed again.
      if (toggle && stopReading === undefined) {
        startReading();
        void reading?.then(() => toggle.click());
      }
      const pressed =
        target instanceof Element && target.closest<HTMLElement>('[data-dialog],[data-copy],[data-theme-choice]');
      if (!pressed) return;
      const { dialog: what, typed } = pressed.dataset;
      if (what !== undefined) run(what === 'search' ? what : 'shortcuts', typed);
      else void import('./press.ts').then(({ press }) => press(pressed));
    };
    document.addEventListener('keydown', onKeyDown, { signal });
    document.addEventListener('click', onClick, { signal });
    addEventListener(
      'storage',
      () => {
        showTheme(readTheme());
        markTheme(document);
      },
      { signal },
    );
    markTheme(document);
    const lost = find('[data-nearest]');
    if (lost) void import('../search/show-nearest.ts').then(({ showNearest }) => showNearest(lost, location.pathname));
    const startReading = (): void => {
      for (const type of BEGINNINGS) removeEventListener(type, startReading);
      reading ??= import('../reading/note-reading.ts').then(({ noteReading }) => {
        if (!signal.aborted) stopReading = noteReading(document);
      });
    };
    // A lesson is all there without it: it comes with the first thing that the reader does, here or in another tab.
    if (find('[data-resume]') || scrollY > 0) startReading();
    else if (find('[data-lesson]')) for (const type of BEGINNINGS) addEventListener(type, startReading, { signal });
    return () => {
      gone.abort();
      stopReading?.();
    };
  }, []);

  if (open === undefined) return null;
  if (open === 'failed') return <p role="alert">This could not be loaded: the pages’ server does not answer.</p>;
  return <open.Dialog typed={open.typed} onClose={() => setOpen(undefined)} />;
}

function find(selector: string): HTMLElement | null {
  return document.querySelector(selector);
}
