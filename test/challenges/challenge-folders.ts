import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, ROOT } from '../repo/files.ts';

/** The challenges that there are to be: the number is an id and never changes. */
export const FOLDERS = [
  '01-event-emitter',
  '02-backoff',
  '03-message-batcher',
  '04-rate-limiter',
  '05-heartbeat',
  '06-reconnecting-socket',
  '07-typing-indicator',
  '08-presence',
  '09-optimistic-updates',
  '10-rpc',
  '11-offline-queue',
  '12-subscriptions',
  '13-sse-parser',
  '14-frame-codec',
  '15-handshake',
  '16-long-poll-client',
  '17-ordered-inbox',
  '18-text-ot',
  '19-crdt',
  '20-state-diff',
  '21-hash-ring',
  '22-broadcaster',
  '23-latest-throttle',
  '24-use-socket',
] as const;

/** Those with a grade against the lab's real servers as well. */
export const LIVE: readonly string[] = ['06-reconnecting-socket', '11-offline-queue', '16-long-poll-client'];

/** A wrong answer that comes with a challenge. */
export interface Mutant {
  /** Its path in the folder. */
  path: string;
  /** The name of its file, without the ending. */
  name: string;
  /** What is wrong with it, in one sentence. */
  mistake: string;
  /** The full name of the test that it says rejects it. */
  caughtBy: string;
}

/** Every file of a challenge but what the learner has made, by its path in the folder, sorted. */
export function listFolder(folder: string): string[] {
  return readdirSync(join(ROOT, 'challenges', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(ROOT, 'challenges', folder).length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/^(?:work|node_modules)\//.test(path))
    .toSorted();
}

export function readChallenge(folder: string, path: string): string {
  return readText(`challenges/${folder}/${path}`);
}

/** The mutants of a challenge; what its two first lines lack is empty. */
export function listMutants(folder: string): Mutant[] {
  return listFolder(folder)
    .filter((path) => path.startsWith('mutants/'))
    .map((path) => {
      const [first = '', second = ''] = readChallenge(folder, path).split('\n');
      return {
        path,
        name: path.slice('mutants/'.length).replace(/\.ts$/, ''),
        mistake: /^\/\/ Mistake: (?<text>.+)$/.exec(first)?.groups?.text ?? '',
        caughtBy: /^\/\/ Caught by: (?<text>.+)$/.exec(second)?.groups?.text ?? '',
      };
    });
}

/** The rules of a grade, in its order: the titles of what it describes. */
export function listRules(folder: string): string[] {
  return quotedAfter(readChallenge(folder, 'grade.test.ts'), /^describe\(\s*/gm);
}

/** The rules as the brief names them: what stands bold at the head of a bullet. */
export function listBriefRules(folder: string): string[] {
  const rules = readChallenge(folder, 'brief.mdx')
    .split(/^## /m)
    .find((section) => section.startsWith('The rules\n'));
  return [...(rules ?? '').matchAll(/^- \*\*(?<rule>.+?)\*\*/gm)].map(({ groups }) => plain(groups?.rule ?? ''));
}

/** A rule's words without the marks of Markdown and the full stop that belong to a brief and not to a title. */
export function plain(words: string): string {
  return words.replaceAll('`', '').replaceAll('\\', '').replace(/\.$/, '');
}

/** Whether a folder is there. */
export function hasFolder(folder: string): boolean {
  return existsSync(join(ROOT, 'challenges', folder, 'challenge.json'));
}

/** The string literals that follow a pattern. */
function quotedAfter(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: match, index }) => {
    const literal = /^(?:'(?<one>(?:[^'\\\n]|\\.)*)'|"(?<two>(?:[^"\\\n]|\\.)*)"|`(?<three>(?:[^`\\]|\\.)*)`)/.exec(
      text.slice(index + match.length),
    );
    const words = literal?.groups?.one ?? literal?.groups?.two ?? literal?.groups?.three;
    return words === undefined ? [] : [words.replaceAll(/\\(.)/g, '$1')];
  });
}
