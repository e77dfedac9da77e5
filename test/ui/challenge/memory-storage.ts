import type { TextStorage } from '../../../lib/ui/challenge/storage.ts';

/** A storage for tests: it can be full, or forbidden, and what it holds can be seen. */
export interface MemoryStorage extends TextStorage {
  texts: Map<string, string>;
  /** What happens on each call from now on. */
  mood: 'well' | 'full' | 'forbidden';
}

export function createMemoryStorage(texts: Readonly<Record<string, string>> = {}): MemoryStorage {
  const storage: MemoryStorage = {
    texts: new Map(Object.entries(texts)),
    mood: 'well',
    getItem(key) {
      refuse(storage);
      return storage.texts.get(key) ?? null;
    },
    setItem(key, text) {
      refuse(storage);
      if (storage.mood === 'full') throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
      storage.texts.set(key, text);
    },
    removeItem(key) {
      refuse(storage);
      storage.texts.delete(key);
    },
  };
  return storage;
}

function refuse({ mood }: MemoryStorage): void {
  if (mood === 'forbidden') throw new DOMException('Access is denied', 'SecurityError');
}
