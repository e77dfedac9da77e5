import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from 'next/og';
import { IMAGE } from '../describe-page.ts';

/** Made once, with the pages. */
export const dynamic = 'force-static';

const INK = '#16191d';
const PAPER = '#faf9f5';
/** The accents of the five transports in the light theme, as `app/tokens.css` has them. */
const WAYS = [
  { name: 'Polling', colour: '#8a5200', slope: 26 },
  { name: 'Long polling', colour: '#a81e5f', slope: 22 },
  { name: 'Server-Sent Events', colour: '#14713f', slope: 16 },
  { name: 'WebSocket', colour: '#1857c4', slope: 12 },
  { name: 'Socket.IO', colour: '#6a3bb5', slope: 12 },
] as const;

/** The picture that a link to these pages is shown with, drawn with the pages' own face. */
export async function GET(): Promise<ImageResponse> {
  const [regular, bold] = await Promise.all([readFace(400), readFace(600)]);
  return new ImageResponse(<Card />, {
    width: IMAGE.width,
    height: IMAGE.height,
    fonts: [
      { name: 'Plex', data: regular, weight: 400 },
      { name: 'Plex', data: bold, weight: 600 },
    ],
  });
}

function Card() {
  return (
    <div style={{ display: 'flex', width: '100%', height: '100%', background: PAPER, color: INK, fontFamily: 'Plex' }}>
      <div style={{ display: 'flex', flexDirection: 'column', width: 620, padding: '72px 0 0 72px' }}>
        <div style={{ fontSize: 40, fontWeight: 600 }}>Wirelab</div>
        <div style={{ marginTop: 72, fontSize: 76, fontWeight: 600, lineHeight: 1.08 }}>
          The real-time web, measured
        </div>
        <div style={{ marginTop: 40, fontSize: 32, lineHeight: 1.35 }}>
          Five ways of getting data to a browser, side by side, every byte real.
        </div>
      </div>
      <svg width="508" height="630" viewBox="0 0 508 630">
        <path d="M120 72V558M420 72V558" stroke={INK} strokeWidth="4" />
        {WAYS.map(({ name, colour, slope }, index) => (
          <path
            key={name}
            d={`M120 ${110 + index * 90}L416 ${110 + index * 90 + slope * 2}m-22 -12l22 12l-20 14`}
            stroke={colour}
            strokeWidth="6"
            fill="none"
          />
        ))}
      </svg>
    </div>
  );
}

function readFace(weight: 400 | 600): Promise<Buffer> {
  const file = `ibm-plex-sans-latin-${weight}-normal.woff`;
  const folder = join(process.cwd(), 'node_modules', '@fontsource', 'ibm-plex-sans', 'files');
  return readFile(/* turbopackIgnore: true */ join(folder, file));
}
