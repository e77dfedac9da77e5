import { type Frame, HEAD_PX, lifelines, type Surface } from './paint.ts';
import type { Palette } from './palette.ts';
import type { Arrow } from './pick.ts';
import { serverYOf, type View, yOf } from './view.ts';

/** Paints the picked arrow over the others: thick, in the colour of text, with a ring at the client's end. */
export function paintPick(
  surface: Surface,
  frame: Frame,
  { arrow, view, palette }: { arrow: Arrow; view: View; palette: Palette },
): void {
  const { client, server } = lifelines(frame);
  const here = yOf(view, arrow.at);
  const there = Number.isNaN(arrow.serverAt) ? here : serverYOf(view, arrow.serverAt);
  if (Math.max(here, there) < 0 || Math.min(here, there) > view.height) return;
  surface.save();
  surface.translate(0, HEAD_PX);
  surface.beginPath();
  surface.rect(0, 0, frame.width, view.height);
  surface.clip();
  // A border in the colour of the ground parts it from the arrows that it crosses.
  for (const [width, colour] of [
    [6, palette.panel],
    [2.5, palette.ink],
  ] as const) {
    surface.lineWidth = width;
    surface.strokeStyle = colour;
    surface.beginPath();
    surface.moveTo(client, here);
    surface.lineTo(server, there);
    surface.stroke();
    surface.beginPath();
    surface.arc(client, here, 6, 0, 2 * Math.PI);
    surface.stroke();
    surface.beginPath();
    const tip = arrow.direction === 'down' ? client + 6 : server;
    const tipY = arrow.direction === 'down' ? here : there;
    const back = arrow.direction === 'down' ? 9 : -9;
    surface.moveTo(tip + back, tipY - 5);
    surface.lineTo(tip, tipY);
    surface.lineTo(tip + back, tipY + 5);
    surface.stroke();
  }
  surface.restore();
}
