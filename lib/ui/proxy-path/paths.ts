import type { TransportId } from '../../protocol/index.ts';
import { pass, type Waiting } from '../faults/scenarios/wait.ts';
import type { SessionHandle } from '../lab/session.ts';

/** The transports whose readers stand side by side. */
export const PATH_TRANSPORTS = ['sse', 'long-polling', 'websocket'] as const satisfies readonly TransportId[];

export type PathTransport = (typeof PATH_TRANSPORTS)[number];

/** What happens on the way. */
export type PathId = 'plain' | 'buffers' | 'cuts' | 'away' | 'deploy';

/** How much of an answer the proxy collects before it passes it on, in bytes. */
export const BUFFER_BYTES = 4_096;

/** How old a connection may become where the proxy cuts, in milliseconds. */
const AGE_MS = 2_000;

/** For how long the proxy is away, in milliseconds. */
export const AWAY_MS = 2_000;

/** For how long a server that is deployed anew is down, after it has ended politely, in milliseconds. */
export const DOWN_MS = 1_500;

/** One thing that a proxy or a deploy does. */
export interface Path {
  readonly id: PathId;
  readonly label: string;
  /** What is done, for the status line. */
  readonly doing: string;
  /** Does it, to one transport. */
  act(session: Pick<SessionHandle, 'setToxics' | 'restart'>, id: PathTransport, waiting: Waiting): Promise<unknown>;
}

/** All of them, from the one that does nothing. */
export const PATHS: readonly Path[] = [
  {
    id: 'plain',
    label: 'Passes all on',
    doing: 'The edge passes on what comes',
    act: () => Promise.resolve(),
  },
  {
    id: 'buffers',
    label: 'Buffers answers',
    doing: `The edge collects ${BUFFER_BYTES.toLocaleString('en')} B of an answer before it passes them on`,
    act: (session, id) => session.setToxics(id, { downstream: { buffer: { bytes: BUFFER_BYTES } } }),
  },
  {
    id: 'cuts',
    label: 'Cuts after 2 s',
    doing: `The edge cuts every connection that is ${AGE_MS / 1_000} s old, with a RST`,
    act: (session, id) => session.setToxics(id, { downstream: { reset_peer: { timeout: AGE_MS } } }),
  },
  {
    id: 'away',
    label: 'Is away for 2 s',
    doing: `The edge cuts everything and refuses connections for ${AWAY_MS / 1_000} s`,
    async act(session, id, waiting) {
      await session.setToxics(id, { down: true });
      await pass(waiting, AWAY_MS);
      await session.setToxics(id, {});
    },
  },
  {
    id: 'deploy',
    label: 'The server is deployed',
    doing: `The servers end politely, and are back ${DOWN_MS / 1_000} s later`,
    act: (session, id) => session.restart(id, DOWN_MS),
  },
];

/** A path by its id. */
export function pathOf(id: PathId): Path {
  const found = PATHS.find((path) => path.id === id);
  if (found === undefined) throw new RangeError(`Expected \`id\` to be that of a path, got \`${id}\``);
  return found;
}
