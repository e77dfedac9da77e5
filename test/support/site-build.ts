import { ensureBuild } from '../../servers/build.ts';

/** Builds the pages before the first browser test, where there is no build or the sources are newer than it. */
export default async function buildSite(): Promise<void> {
  await ensureBuild();
}
