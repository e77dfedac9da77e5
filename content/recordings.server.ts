import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.cwd(), 'content', 'recordings');

/** The ids of the figures of which there is a recording: the names of the files in `content/recordings`. */
export function recordedFigures(): string[] {
  return readdirSync(/* turbopackIgnore: true */ FOLDER)
    .flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []))
    .sort();
}

/** The recording of a figure, as `npm run record` wrote it. */
export function readRecordingText(figure: string): string {
  return readFileSync(/* turbopackIgnore: true */ join(FOLDER, `${figure}.json`), 'utf8');
}
