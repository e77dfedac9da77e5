import { type RefObject, useEffect, useRef } from 'react';
import { createDrawList } from './draw-list.ts';
import { followKeys } from './follow-keys.ts';
import { followPicks } from './follow-picks.ts';
import { followPointer } from './follow-pointer.ts';
import type { LaneCanvasProps } from './lane-canvas.tsx';
import { layOut } from './layout.ts';
import { HEAD_PX, paint } from './paint.ts';
import { createPaintClock } from './paint-clock.ts';
import { paintPick } from './paint-pick.ts';
import { onThemeChange, type Palette, readPalette } from './palette.ts';
import { type Arrow, pickOf } from './pick.ts';
import { subscribeToFrames } from './ticker.ts';
import { usePicked } from './use-picked.ts';
import type { View } from './view.ts';

/** How long a canvas draws before it says again what that cost, in milliseconds. */
const REPORT_MS = 1_000;

/**
 * Draws a lane into a canvas before every repaint, as long as the canvas is on the screen. A frozen picture is drawn once
 * and again only when something about it changed. What is needed in a frame is made beforehand.
 */
export function useLaneCanvas(
  refs: { host: RefObject<HTMLDivElement | null>; canvas: RefObject<HTMLCanvasElement | null> },
  { session, viewport, offsetMs, onPause, onPick, pick }: LaneCanvasProps,
): void {
  const { host: hostRef, canvas: canvasRef } = refs;
  const picked = usePicked({ session, viewport, onPause, pick });
  const canPick = onPick !== undefined;
  const tell = useRef(onPick);
  useEffect(() => {
    tell.current = onPick;
  });
  useEffect(() => {
    const host = hostRef.current;
    const canvas = canvasRef.current;
    const surface = canvas?.getContext('2d', { alpha: false });
    if (!host || !canvas || !surface) return;

    const list = createDrawList();
    const cost = createPaintClock();
    const view: View = { to: 0, spanMs: 1, height: 1, offsetMs: 0 };
    const scene = { tape: session.tape, view, out: list };
    const frame = { width: 0, height: 0, originAt: 0 };
    let palette: Palette = readPalette(host, session.transport);
    let ratio = 0;
    let drawnVersion = -1;
    let drawnPick: Arrow | undefined;
    let reportedAt = 0;

    function fit(): void {
      if (!canvas || !host) return;
      ratio = devicePixelRatio;
      frame.width = host.clientWidth;
      frame.height = host.clientHeight;
      canvas.width = Math.max(1, Math.round(frame.width * ratio));
      canvas.height = Math.max(1, Math.round(frame.height * ratio));
      drawnVersion = -1;
    }

    function draw(now: number): void {
      if (!canvas || !surface) return;
      if (ratio !== devicePixelRatio) fit();
      const frozen = viewport.pausedAt !== undefined;
      if (frozen && drawnVersion === viewport.version && drawnPick === picked.current) return;
      drawnVersion = viewport.version;
      drawnPick = picked.current;
      canvas.toggleAttribute('data-frozen', frozen);

      const startedAt = performance.now();
      view.to = viewport.to(now);
      view.spanMs = viewport.spanMs;
      view.height = Math.max(1, frame.height - HEAD_PX);
      view.offsetMs = offsetMs();
      frame.originAt = viewport.originAt;
      layOut(scene);
      surface.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(surface, frame, { list, view, palette });
      if (drawnPick) paintPick(surface, frame, { arrow: drawnPick, view, palette });
      cost.add(performance.now() - startedAt);

      if (now - reportedAt < REPORT_MS) return;
      reportedAt = now;
      canvas.dataset.shapes = String(list.length);
      canvas.dataset.paintMs = cost.median().toFixed(2);
      canvas.dataset.frames = String(cost.frames);
    }

    const pickArrow = (arrow: Arrow): void => tell.current?.(pickOf(arrow, { session, offsetMs: offsetMs() }));

    let stopFrames: (() => void) | undefined;
    const seen = new IntersectionObserver(([entry]) => {
      stopFrames?.();
      stopFrames = entry?.isIntersecting ? subscribeToFrames(draw) : undefined;
    });
    const sized = new ResizeObserver(fit);
    seen.observe(host);
    sized.observe(host);
    const stopTheme = onThemeChange(() => {
      palette = readPalette(host, session.transport);
      drawnVersion = -1;
    });
    const stopPointer = followPointer(canvas, viewport);
    const stopPicks = canPick
      ? followPicks({ host, canvas }, { tape: session.tape, view, frame, onArrow: pickArrow })
      : undefined;
    const stopKeys = followKeys(host, { tape: session.tape, viewport, onPause });
    return () => {
      stopFrames?.();
      seen.disconnect();
      sized.disconnect();
      stopTheme();
      stopPointer();
      stopPicks?.();
      stopKeys();
    };
  }, [hostRef, canvasRef, session, viewport, offsetMs, onPause, picked, canPick]);
}
