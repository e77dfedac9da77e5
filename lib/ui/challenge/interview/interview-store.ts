import { browserStorage, putAside, readText, type StorageTrouble, type TextStorage, writeText } from '../storage.ts';
import { type Interview, interviewKey, readInterview } from './interview-state.ts';

/** The interview that is under way, and what hinders keeping it. */
export interface InterviewView {
  interview: Interview | null;
  trouble: StorageTrouble | null;
}

/** Keeps the interview on one challenge, in all tabs of the browser. */
export interface InterviewStore {
  view(): InterviewView;
  set(interview: Interview | null): void;
  /** Looks for what another tab has written. */
  receive(): void;
  subscribe(listener: () => void): () => void;
}

export function createInterviewStore(
  slug: string,
  { storage = browserStorage, now = Date.now }: { storage?: TextStorage; now?: () => number } = {},
): InterviewStore {
  const key = interviewKey(slug);
  const listeners = new Set<() => void>();
  let view = load();

  function load(): InterviewView {
    const { text, trouble } = readText(storage, key);
    if (text === null) return { interview: null, trouble };
    const interview = readInterview(text);
    if (interview !== null) return { interview, trouble: null };
    return { interview: null, trouble: putAside(storage, { key, text, reason: 'It is no interview', now: now() }) };
  }

  function show(next: InterviewView): void {
    view = next;
    for (const listener of listeners) listener();
  }

  return {
    view: () => view,
    set(interview) {
      if (interview !== null) {
        show({ interview, trouble: writeText(storage, key, JSON.stringify(interview)) });
        return;
      }
      try {
        storage.removeItem(key);
      } catch {
        // There was none to be removed.
      }
      show({ interview: null, trouble: view.trouble });
    },
    receive() {
      const next = load();
      // Where nothing can be kept, what this page knows is all that there is.
      if (next.trouble?.kind !== 'forbidden') show(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
