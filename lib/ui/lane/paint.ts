import type { Drawn, DrawList, Tone } from './draw-list.ts';
import type { Palette } from './palette.ts';
import { paintAxis } from './paint-axis.ts';
import type { View } from './view.ts';

/** Where things stand from left to right, in CSS pixels, and the strip at the top that names the lifelines. */
export interface Frame {
  width: number;
  height: number;
  /** The moment that the time axis calls 0 s, on the page's clock. */
  originAt: number;
}

/** The strip above the picture, in CSS pixels. */
export const HEAD_PX = 20;

const LEFT_PX = 60;
const RIGHT_PX = 44;
const BAR_PX = 7;
/** How wide the bar of a fault is. */
const FAULT_PX = 4;
const SOLID: number[] = [];
const DASHED = [2, 3];
const TONES: readonly Tone[] = ['plain', 'accent', 'bad'];

/** The distance of both lifelines from the left. */
export const lifelines = (frame: Frame) => ({ client: LEFT_PX, server: frame.width - RIGHT_PX });

/** What a painter needs to draw on. A subset of the canvas, so that a test can count what it is asked for. */
export type Surface = CanvasRenderingContext2D;

/** Paints one frame: the axis, then the shapes from the back to the front. */
export function paint(surface: Surface, frame: Frame, scene: { list: DrawList; view: View; palette: Palette }): void {
  const { list, view, palette } = scene;
  const { client, server } = lifelines(frame);
  const characterPx = prepare(surface, frame, palette);

  surface.save();
  surface.translate(0, HEAD_PX);
  surface.beginPath();
  surface.rect(0, 0, frame.width, view.height);
  surface.clip();
  paintAxis(surface, { frame, view, palette, client, server });

  const colour = (tone: Tone): string => {
    if (tone === 'bad') return palette.bad;
    return tone === 'plain' ? palette.inkSoft : palette.accent;
  };
  for (let index = 0; index < list.length; index++) {
    const item = list.items[index];
    if (item) paintArea(surface, item, { client, server, colour: colour(item.tone), palette, width: frame.width });
  }
  for (const tone of TONES) {
    surface.strokeStyle = colour(tone);
    surface.fillStyle = colour(tone);
    paintArrows(surface, list, { tone, unknown: false, client, server });
    paintArrows(surface, list, { tone, unknown: true, client, server });
  }
  paintDots(surface, list, { client, server, palette });
  paintLabels(surface, list, { client, server, palette, characterPx, frame });
  surface.restore();
  paintHead(surface, { client, server, palette, width: frame.width });
}

function prepare(surface: Surface, frame: Frame, palette: Palette): number {
  surface.fillStyle = palette.panel;
  surface.fillRect(0, 0, frame.width, frame.height);
  surface.lineWidth = 1;
  surface.font = `11px ${palette.fontFamily}`;
  surface.textBaseline = 'middle';
  return surface.measureText('0000000000').width / 10;
}

interface Across {
  client: number;
  server: number;
}

function paintArea(
  surface: Surface,
  item: Drawn,
  at: Across & { colour: string; palette: Palette; width: number },
): void {
  const { client, server, colour, palette } = at;
  switch (item.shape) {
    case 'bundle':
      surface.beginPath();
      surface.moveTo(client, item.a);
      surface.lineTo(server, item.c);
      surface.lineTo(server, Math.max(item.d, item.c + 1));
      surface.lineTo(client, Math.max(item.b, item.a + 1));
      surface.closePath();
      surface.fillStyle = colour;
      surface.strokeStyle = colour;
      surface.globalAlpha = 0.18;
      surface.fill();
      surface.globalAlpha = 0.6;
      surface.setLineDash(item.unknown ? DASHED : SOLID);
      surface.stroke();
      break;
    case 'counted':
      surface.globalAlpha = 0.5;
      surface.fillStyle = palette.rule;
      surface.fillRect(client + 6, item.a, server - client - 12, Math.max(1, item.b - item.a - 1));
      break;
    case 'held':
      surface.fillStyle = palette.accent;
      surface.fillRect(server - BAR_PX / 2, item.a, BAR_PX, Math.max(1, item.b - item.a));
      break;
    case 'waiting':
      surface.strokeStyle = palette.accent;
      surface.setLineDash(DASHED);
      surface.strokeRect(server - BAR_PX / 2, item.a, BAR_PX, item.b - item.a + 4);
      break;
    case 'mark':
      surface.strokeStyle = colour;
      surface.fillStyle = palette.rule;
      if (Number.isNaN(item.b)) {
        surface.setLineDash(SOLID);
        surface.beginPath();
        surface.moveTo(client - 6, item.a);
        surface.lineTo(server + 6, item.a);
        surface.stroke();
      } else {
        surface.globalAlpha = 0.6;
        surface.fillRect(client - 6, item.a, server - client + 12, Math.max(1, item.b - item.a));
      }
      break;
    case 'fault':
      // Beside the client's lifeline rather than across: what goes over the wire meanwhile stays readable.
      surface.fillStyle = colour;
      surface.globalAlpha = 0.07;
      surface.fillRect(client, item.a, server - client, Math.max(1, item.b - item.a));
      surface.globalAlpha = 1;
      surface.fillRect(client - FAULT_PX - 2, item.a, FAULT_PX, Math.max(2, item.b - item.a));
      break;
    case 'up':
    case 'down':
    case 'event':
    case 'arrived':
      return;
  }
  surface.globalAlpha = 1;
  surface.setLineDash(SOLID);
}

function paintArrows(surface: Surface, list: DrawList, of: Across & { tone: Tone; unknown: boolean }): void {
  surface.setLineDash(of.unknown ? DASHED : SOLID);
  surface.beginPath();
  for (let index = 0; index < list.length; index++) {
    const item = list.items[index];
    if (!item || !isArrow(item, of)) continue;
    surface.moveTo(of.client, item.a);
    surface.lineTo(of.server, item.b);
  }
  surface.stroke();
  surface.setLineDash(SOLID);
  surface.beginPath();
  for (let index = 0; index < list.length; index++) {
    const item = list.items[index];
    if (!item || !isArrow(item, of)) continue;
    const down = item.shape === 'down';
    addHead(surface, {
      x: down ? of.client : of.server,
      y: down ? item.a : item.b,
      angle: down
        ? Math.atan2(item.a - item.b, of.client - of.server)
        : Math.atan2(item.b - item.a, of.server - of.client),
    });
  }
  // A head that is only outlined belongs to an arrow of which one end is not known.
  if (of.unknown) surface.stroke();
  else surface.fill();
}

const isArrow = (item: Drawn, of: { tone: Tone; unknown: boolean }): boolean =>
  (item.shape === 'up' || item.shape === 'down') && item.tone === of.tone && item.unknown === of.unknown;

function addHead(surface: Surface, { x, y, angle }: { x: number; y: number; angle: number }): void {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  surface.moveTo(x, y);
  surface.lineTo(x - 7 * cos + 3 * sin, y - 7 * sin - 3 * cos);
  surface.lineTo(x - 7 * cos - 3 * sin, y - 7 * sin + 3 * cos);
  surface.closePath();
}

function paintDots(surface: Surface, list: DrawList, at: Across & { palette: Palette }): void {
  surface.fillStyle = at.palette.accent;
  surface.strokeStyle = at.palette.ink;
  for (let index = 0; index < list.length; index++) {
    const item = list.items[index];
    if (!item || (item.shape !== 'event' && item.shape !== 'arrived')) continue;
    const x = item.shape === 'event' ? at.server : at.client;
    surface.beginPath();
    if (item.b > item.a) surface.roundRect(x - 2.5, item.a - 2.5, 5, item.b - item.a + 5, 2.5);
    else surface.arc(x, item.a, item.tone === 'strong' ? 4.5 : 2.5, 0, 2 * Math.PI);
    surface.fill();
    if (item.tone === 'strong') surface.stroke();
  }
}

function paintLabels(
  surface: Surface,
  list: DrawList,
  at: Across & { palette: Palette; characterPx: number; frame: Frame },
): void {
  const { client, server, palette, characterPx } = at;
  const room = Math.floor((server - client - 28) / characterPx);
  for (let index = 0; index < list.length; index++) {
    const item = list.items[index];
    if (!item?.label) continue;
    if (item.shape === 'event') {
      surface.textAlign = 'left';
      surface.fillStyle = palette.inkSoft;
      surface.fillText(item.label, server + 9, (item.a + item.b) / 2);
      continue;
    }
    const text = item.label.length > room ? `${item.label.slice(0, room - 1)}…` : item.label;
    const width = text.length * characterPx + 6;
    // What happened to the lane stands at the left, where it does not meet the label of a message of the same moment.
    const x = item.shape === 'mark' && Number.isNaN(item.b) ? client + 6 + width / 2 : (client + server) / 2;
    const y = middleOf(item) + (item.shape === 'mark' && !Number.isNaN(item.c) ? item.c : 0);
    surface.textAlign = 'center';
    surface.fillStyle = palette.panel;
    surface.fillRect(x - width / 2, y - 6, width, 12);
    surface.fillStyle = item.tone === 'bad' ? palette.bad : palette.ink;
    surface.fillText(text, x, y);
  }
}

function middleOf(item: Drawn): number {
  if (item.shape === 'bundle') return (item.a + item.b + item.c + item.d) / 4;
  return Number.isNaN(item.b) ? item.a : (item.a + item.b) / 2;
}

function paintHead(surface: Surface, at: Across & { palette: Palette; width: number }): void {
  surface.fillStyle = at.palette.panel;
  surface.fillRect(0, 0, at.width, HEAD_PX);
  surface.fillStyle = at.palette.rule;
  surface.fillRect(0, HEAD_PX - 1, at.width, 1);
  surface.fillStyle = at.palette.inkSoft;
  surface.textAlign = 'center';
  surface.fillText('s', 12, HEAD_PX / 2);
  surface.fillText('client', at.client, HEAD_PX / 2);
  surface.fillText('server', at.server, HEAD_PX / 2);
}
