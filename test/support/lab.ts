import { startLab } from '../../servers/start.ts';
import type { Lab, LabOptions } from '../../servers/options.ts';

// #region lab
/** A lab on ports that the system chose, stopped when its block ends: `await using lab = await startTestLab()`. */
export async function startTestLab(options: LabOptions = {}): Promise<Lab & AsyncDisposable> {
  const lab = await startLab({ port: 0, ...options });
  return Object.assign(lab, { [Symbol.asyncDispose]: () => lab.close() });
}
// #endregion lab
