import { mustStay, putAside, readText, type StorageTrouble, type TextStorage, writeText } from './storage.ts';

/** An earlier answer that was put away, and why. */
export interface KeptAnswer {
  code: string;
  /** When it was put away, in milliseconds since 1970. */
  at: number;
  reason: 'started-again' | 'brought-back' | 'other-tab';
}

/** An answer as it lies in the storage. */
interface StoredAnswer {
  version: 1;
  code: string;
  savedAt: number;
  /** Which tab wrote it. */
  writer: string;
  kept: readonly KeptAnswer[];
}

/** How many earlier answers are kept; the oldest goes. */
export const MAX_KEPT = 40;

/** What another tab did to this answer: it is shown here, or it came while something else was typed here and is kept. */
export interface OtherTab {
  kind: 'taken' | 'kept';
  at: number;
}

/** What a page shows of an answer. */
export interface AnswerView {
  code: string;
  /** The latest first. */
  kept: readonly KeptAnswer[];
  /** When it was last written; `null` where it has not been. */
  savedAt: number | null;
  /** Typed and not written yet. */
  isPending: boolean;
  trouble: StorageTrouble | null;
  otherTab: OtherTab | null;
  /** Counts the times that the code was changed by anything but typing: then the editor has to show it. */
  replaced: number;
}

/** One answer of a learner, kept in the browser. */
export interface AnswerStore {
  view(): AnswerView;
  /** What is typed. */
  edit(code: string): void;
  /** Writes what is typed and not written yet. */
  flush(): void;
  /** Puts the answer away and begins anew. */
  startAgain(): void;
  /** Brings a kept answer back, and puts the present one away; the kept one stays kept. */
  bringBack(kept: KeptAnswer): void;
  /** Looks for what another tab has written. */
  receive(): void;
  subscribe(listener: () => void): () => void;
}

/** What a store works with. */
export interface AnswerStoreOptions {
  /** The name in the storage. */
  key: string;
  /** What stands in the editor at first. */
  start: string;
  storage: TextStorage;
  /** Tells the tabs of a browser apart. */
  writer: string;
  now?: () => number;
}

/** Where the answer to a challenge is kept; an interview has one of its own. */
export function answerKey(slug: string, mode: 'practice' | 'interview'): string {
  return mode === 'practice' ? `wirelab.answer.${slug}` : `wirelab.interview-answer.${slug}`;
}

/**
 * The answer to one challenge. Nothing that was typed is lost: what would be written over by another tab is kept, what
 * cannot be read is put aside, and what cannot be written stays for as long as the page does.
 */
export function createAnswerStore({ key, start, storage, writer, now = Date.now }: AnswerStoreOptions): AnswerStore {
  const listeners = new Set<() => void>();
  const first = load();
  /** What the storage held when this tab last read or wrote it. */
  let synced = first.stored?.code ?? start;
  let view: AnswerView = {
    code: synced,
    kept: first.stored?.kept ?? [],
    savedAt: first.stored?.savedAt ?? null,
    isPending: false,
    trouble: first.trouble,
    otherTab: null,
    replaced: 0,
  };

  function load(): { stored: StoredAnswer | null; trouble: StorageTrouble | null } {
    const { text, trouble } = readText(storage, key);
    if (text === null) return { stored: null, trouble };
    const stored = readStored(text);
    if (stored !== null) return { stored, trouble: null };
    return { stored: null, trouble: putAside(storage, { key, text, reason: 'It is no saved answer', now: now() }) };
  }

  function show(part: Partial<AnswerView>): void {
    view = { ...view, ...part };
    for (const listener of listeners) listener();
  }

  /** Takes in what another tab has written since this one last looked. */
  function join(): void {
    const { stored, trouble } = load();
    if (trouble !== null) show({ trouble });
    if (stored === null || stored.writer === writer) return;
    const kept = mergeKept(view.kept, stored.kept);
    if (stored.code === view.code || stored.code === synced) {
      if (kept.length !== view.kept.length) show({ kept });
    } else if (view.code === synced) {
      show({
        code: stored.code,
        kept,
        savedAt: stored.savedAt,
        isPending: false,
        otherTab: { kind: 'taken', at: now() },
        replaced: view.replaced + 1,
      });
    } else {
      show({
        kept: mergeKept(kept, [{ code: stored.code, at: stored.savedAt, reason: 'other-tab' }]),
        otherTab: { kind: 'kept', at: now() },
      });
    }
    synced = stored.code;
  }

  function save(): void {
    join();
    const savedAt = now();
    const stored: StoredAnswer = { version: 1, code: view.code, savedAt, writer, kept: view.kept };
    const failed = mustStay(view.trouble) ? view.trouble : writeText(storage, key, JSON.stringify(stored));
    if (failed === null) synced = view.code;
    const stands = view.trouble?.kind === 'unreadable' ? view.trouble : null;
    show(failed === null ? { savedAt, isPending: false, trouble: stands } : { trouble: failed });
  }

  function replace(code: string, put: readonly KeptAnswer[]): void {
    const kept = mergeKept(view.kept, put);
    show({ code, kept, isPending: true, otherTab: null, replaced: view.replaced + 1 });
    save();
  }

  return {
    view: () => view,
    edit(code) {
      if (code !== view.code) show({ code, isPending: true, otherTab: null });
    },
    flush() {
      if (view.isPending) save();
    },
    startAgain() {
      if (view.code === start) return;
      replace(start, [{ code: view.code, at: now(), reason: 'started-again' }]);
    },
    bringBack({ code }) {
      if (code === view.code) return;
      const put: KeptAnswer = { code: view.code, at: now(), reason: 'brought-back' };
      replace(code, view.code === start ? [] : [put]);
    },
    receive: join,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Both lists, the latest first, no code twice. */
function mergeKept(a: readonly KeptAnswer[], b: readonly KeptAnswer[]): readonly KeptAnswer[] {
  const byCode = new Map<string, KeptAnswer>();
  for (const kept of [...a, ...b].toSorted((one, two) => two.at - one.at)) {
    if (!byCode.has(kept.code)) byCode.set(kept.code, kept);
  }
  return [...byCode.values()].slice(0, MAX_KEPT);
}

function readStored(text: string): StoredAnswer | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.version !== 1) return null;
    const { code, savedAt, writer, kept } = value;
    if (typeof code !== 'string' || typeof savedAt !== 'number' || typeof writer !== 'string') return null;
    if (!Array.isArray(kept) || !kept.every(isKept)) return null;
    return { version: 1, code, savedAt, writer, kept };
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is KeptAnswer {
  if (!isRecord(value)) return false;
  const { code, at, reason } = value;
  const reasons: readonly unknown[] = ['started-again', 'brought-back', 'other-tab'];
  return typeof code === 'string' && typeof at === 'number' && reasons.includes(reason);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
