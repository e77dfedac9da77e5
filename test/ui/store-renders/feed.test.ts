import { describe, expect, it } from 'vitest';
import { tickAt } from '../../../lib/ui/store-renders/board.ts';
import { createFeed, type Later } from '../../../lib/ui/store-renders/feed.ts';

/** Frames that the test draws. */
function frames(): { later: Later; draw: () => void; asked: () => number } {
  const waiting = new Set<{ callback: () => void }>();
  return {
    later(callback) {
      const asked = { callback };
      waiting.add(asked);
      return () => waiting.delete(asked);
    },
    draw() {
      for (const { callback } of waiting) callback();
    },
    asked: () => waiting.size,
  };
}

describe('createFeed', () => {
  it('hands each event on as it comes', () => {
    const feed = createFeed(frames().later);
    const heard: number[][] = [];
    feed.subscribe((ticks) => heard.push(ticks.map(({ seq }) => seq)));
    feed.push(tickAt(1));
    feed.push(tickAt(2));
    expect(heard).toEqual([[1], [2]]);
  });

  it('collects those of a frame, asks for one frame only, and for none when nothing waits', () => {
    const { later, draw, asked } = frames();
    const feed = createFeed(later);
    const heard: number[][] = [];
    feed.subscribe((ticks) => heard.push(ticks.map(({ seq }) => seq)));
    feed.setPerFrame(true);
    for (const seq of [1, 2, 3]) feed.push(tickAt(seq));
    expect(heard).toEqual([]);
    expect(asked()).toBe(1);
    draw();
    expect(asked()).toBe(0);
    feed.push(tickAt(4));
    draw();
    expect(heard).toEqual([[1, 2, 3], [4]]);
  });

  it('hands on what waits before the way changes', () => {
    const { later, asked } = frames();
    const feed = createFeed(later);
    const heard: number[][] = [];
    feed.subscribe((ticks) => heard.push(ticks.map(({ seq }) => seq)));
    feed.setPerFrame(true);
    feed.push(tickAt(1));
    feed.setPerFrame(false);
    feed.push(tickAt(2));
    expect(heard).toEqual([[1], [2]]);
    expect(asked()).toBe(0);
  });

  it('tells nobody anything after it was closed, and leaves no frame behind', () => {
    const { later, draw, asked } = frames();
    const feed = createFeed(later);
    let heard = 0;
    feed.subscribe(() => heard++);
    feed.setPerFrame(true);
    feed.push(tickAt(1));
    feed.close();
    feed.close();
    draw();
    feed.push(tickAt(2));
    expect([heard, asked()]).toEqual([0, 0]);
  });
});
