import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../../app/compare/use-shortcuts.ts';
import { commandOf, type Press } from '../../../lib/ui/shell/commands.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});
const free = { isTyping: false, isOn: true };

describe('commandOf', () => {
  it('opens the search with Ctrl+K and ⌘K wherever the focus is, and with / where nobody types', () => {
    for (const modifier of [{ ctrlKey: true }, { metaKey: true }]) {
      expect(commandOf(press('k', modifier), { isTyping: true, isOn: false })).toBe('search');
    }
    expect(commandOf(press('/'), free)).toBe('search');
    expect(commandOf(press('/'), { ...free, isTyping: true })).toBeUndefined();
  });

  it('leaves single keys alone while somebody types, holds a modifier or has turned them off', () => {
    for (const key of ['/', '?', 'd', 'j', 'k']) {
      expect(commandOf(press(key), free)).toBeDefined();
      expect(commandOf(press(key), { ...free, isTyping: true })).toBeUndefined();
      expect(commandOf(press(key), { ...free, isOn: false })).toBeUndefined();
      expect(commandOf(press(key, { altKey: true }), free)).toBeUndefined();
      expect(commandOf(press(key, { repeat: true }), free)).toBeUndefined();
    }
    expect(commandOf(press('d', { ctrlKey: true }), free)).toBeUndefined();
    expect(commandOf(press('toString'), free)).toBeUndefined();
  });

  it('takes no key that the comparison has', () => {
    const theirs = SHORTCUTS.flatMap(({ keys }) => keys.split(' ')).concat('2', '3', '4');
    expect(theirs.filter((key) => commandOf(press(key), free) !== undefined)).toEqual([]);
  });
});
