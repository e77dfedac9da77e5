const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request was made under a name of this machine. Another name that leads here, as one that an attacker's page
 * was given, does not count.
 *
 * @param host the header `Host`
 * @param bound the address that the pages were told to bind; a name of this machine where it is no wildcard
 */
export function isThisMachine(host: string | null, bound: string | undefined): boolean {
  const name = host?.toLowerCase().replace(/:\d+$/, '');
  if (name === undefined || name === '') return false;
  if (LOOPBACK.includes(name)) return true;
  if (bound === undefined || bound === '' || bound === '0.0.0.0' || bound === '::') return false;
  return name === bound.toLowerCase() || name === `[${bound.toLowerCase()}]`;
}
