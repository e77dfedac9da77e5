/** `npm run matrix`: measures which test rejects which wrong answer, and writes it into `challenges/matrix.json`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../repo/files.ts';
import { gradeFolders, matricesOf } from './measure-matrices.ts';

const path = join(ROOT, 'challenges', 'matrix.json');
const matrices = matricesOf(await gradeFolders());
const text = JSON.stringify(matrices, null, 2);
await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
const mutants = Object.values(matrices).reduce((sum, matrix) => sum + matrix.mutants.length, 0);
console.log(`${Object.keys(matrices).length} grades and ${mutants} wrong answers in ${path}`);
