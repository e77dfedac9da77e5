import { isName } from '../../protocol/index.ts';

/** What a tab is told in its address, behind the `#`. */
export interface TabAddress {
  /** The port of the edge that the leader connects to; on the page's own host. */
  port: number;
  topic: string;
  /** Marks the group's connections, its lock and its channel. */
  token: string;
  /** Whether a new leader goes on after the last event that it has. */
  resume: boolean;
  name: string;
}

/** Writes the address of a tab's page. */
export function tabHref({ port, topic, token, resume, name }: TabAddress): string {
  return `/tabs#${new URLSearchParams({ port: String(port), topic, token, after: resume ? '1' : '0', name })}`;
}

/** Reads the part behind the `#`; `undefined` where it is not one of ours. */
export function readTabAddress(hash: string): TabAddress | undefined {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const [port, topic, token, name] = [
    Number(fields.get('port')),
    ...['topic', 'token', 'name'].map((key) => fields.get(key)),
  ];
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  if (!topic || !isName(topic) || !token || !/^figure=[a-z0-9]{8}$/.test(token)) return undefined;
  if (!name || !/^[A-Za-z0-9 ]{1,32}$/.test(name)) return undefined;
  return { port, topic, token, name, resume: fields.get('after') !== '0' };
}
