import { useCallback, useSyncExternalStore } from 'react';

/** How a workbench is divided, in per cent: the brief's share of its width, the editor's of its height. */
export interface Split {
  columns: number;
  rows: number;
}

export const SPLIT_RANGES = { columns: [24, 62], rows: [18, 66] } as const;

const KEY = 'wirelab.bench';
const DEFAULT: Split = { columns: 41.6, rows: 47 };
const listeners = new Set<() => void>();
let current: Split | undefined;

/** How the workbenches of this browser are divided. */
export function useSplit(): { split: Split; change: (part: Partial<Split>) => void; reset: () => void } {
  const split = useSyncExternalStore(subscribe, read, () => DEFAULT);
  const change = useCallback((part: Partial<Split>) => set({ ...read(), ...part }), []);
  const reset = useCallback(() => set(DEFAULT), []);
  return { split, change, reset };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(split: Split): void {
  current = split;
  try {
    localStorage.setItem(KEY, JSON.stringify(split));
  } catch {
    // It holds for as long as the page does.
  }
  for (const listener of listeners) listener();
}

function read(): Split {
  current ??= restore();
  return current;
}

function restore(): Split {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null) return DEFAULT;
    const { columns, rows } = value as Record<string, unknown>;
    return { columns: within('columns', columns), rows: within('rows', rows) };
  } catch {
    // No storage, or somebody else's value: as if nothing had been chosen.
    return DEFAULT;
  }
}

function within(name: keyof Split, value: unknown): number {
  const [min, max] = SPLIT_RANGES[name];
  return typeof value === 'number' && value >= min && value <= max ? value : DEFAULT[name];
}
