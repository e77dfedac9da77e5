import { isRecord, TRANSPORT_IDS, type TransportId } from '../../protocol/index.ts';

/** A lab that answers: where its parts are, and which log its positions belong to. */
export interface LabInfo {
  /** Control's base address, without a trailing slash. */
  control: string;
  version: string;
  /** The id of the log; another one after the lab was restarted. */
  log: string;
  transports: Readonly<Record<TransportId, string>>;
}

/** Why no lab was found. `site`: the pages do not say where it is. `control`: nothing answers there. `answer`: not a lab. */
export type LabErrorCode = 'site' | 'control' | 'answer';

/** The lab could not be found. The message is for readers. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Reads `/lab.json` of the site: the port of control.
 *
 * @throws {LabError} `site`
 */
export function decodeLabFile(value: unknown): { port: number } {
  const port = isRecord(value) ? value.control : undefined;
  if (typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536) return { port };
  throw new LabError('site', 'Expected /lab.json to name the port of control');
}

/**
 * Reads control's answer to `GET /`.
 *
 * @throws {LabError} `answer`
 */
export function decodeControl(value: unknown, control: string): LabInfo {
  if (!isRecord(value) || value.name !== 'wirelab' || !isRecord(value.transports)) {
    throw new LabError('answer', `What answers at ${control} is not a lab`);
  }
  const { transports, version, log } = value;
  const urls: Partial<Record<TransportId, string>> = {};
  for (const id of TRANSPORT_IDS) {
    const url = transports[id];
    if (typeof url !== 'string' || !URL.canParse(url)) {
      throw new LabError('answer', `Expected the lab at ${control} to name the address of ${id}`);
    }
    urls[id] = url;
  }
  return {
    control,
    version: typeof version === 'string' ? version : 'unknown',
    log: typeof log === 'string' ? log : '',
    transports: urls as Record<TransportId, string>,
  };
}

/** Reads the two stamps of a `Wirelab-Clock` header; `undefined` where there is none, or none that makes sense. */
export function decodeClockHeader(header: string | null): { receivedAt: number; sentAt: number } | undefined {
  const [receivedAt, sentAt, ...rest] = (header ?? '').trim().split(/ +/).map(Number);
  if (receivedAt === undefined || sentAt === undefined || rest.length > 0) return undefined;
  return Number.isFinite(receivedAt) && Number.isFinite(sentAt) && receivedAt > 0 ? { receivedAt, sentAt } : undefined;
}
