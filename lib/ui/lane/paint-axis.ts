import type { Frame, Surface } from './paint.ts';
import type { Palette } from './palette.ts';
import { tickStep, type TickStep } from './time-scale.ts';
import { fromOf, scaleOf, type View, yOf } from './view.ts';

/** The labels of ticks, by number and step; emptied when it has grown, so that an hour leaves nothing behind. */
const labels = new Map<number, string>();
const LABELS_MAX = 512;

/** Paints the grid, the seconds at its left and both lifelines. Ticks belong to moments and move with the picture. */
export function paintAxis(
  surface: Surface,
  at: { frame: Frame; view: View; palette: Palette; client: number; server: number },
): void {
  const { frame, view, palette } = at;
  const step = tickStep(scaleOf(view), 44);
  const { stepMs } = step;
  const firstTick = Math.ceil((fromOf(view) - frame.originAt) / stepMs);
  const lastTick = Math.floor((view.to - frame.originAt) / stepMs);

  surface.fillStyle = palette.rule;
  for (let tick = firstTick; tick <= lastTick; tick++) {
    const y = Math.round(yOf(view, frame.originAt + tick * stepMs));
    surface.fillRect(at.client - 10, y, frame.width - at.client + 10, 1);
  }
  surface.fillStyle = palette.inkSoft;
  surface.textAlign = 'right';
  for (let tick = Math.max(0, firstTick); tick <= lastTick; tick++) {
    const y = Math.round(yOf(view, frame.originAt + tick * stepMs));
    surface.fillText(labelOf(tick, step), at.client - 12, y);
  }
  surface.fillStyle = palette.ruleStrong;
  surface.fillRect(at.client - 0.5, 0, 1, view.height);
  surface.fillRect(at.server - 0.5, 0, 1, view.height);
}

function labelOf(tick: number, step: TickStep): string {
  const key = tick * 64 + step.index;
  const known = labels.get(key);
  if (known !== undefined) return known;
  if (labels.size >= LABELS_MAX) labels.clear();
  const label = ((tick * step.stepMs) / 1_000).toFixed(step.decimals);
  labels.set(key, label);
  return label;
}
