import { readRecordingText, recordedFigures } from '../../../content/recordings.server.ts';

/** Recordings are files: what is not there when the pages are built does not exist. */
export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams(): { figure: string }[] {
  return recordedFigures().map((figure) => ({ figure }));
}

/** What a figure did when it was recorded, for while the lab is not running. */
export async function GET(_request: Request, { params }: { params: Promise<{ figure: string }> }): Promise<Response> {
  return new Response(readRecordingText((await params).figure), { headers: { 'Content-Type': 'application/json' } });
}
