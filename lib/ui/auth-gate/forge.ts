/** What stands in a token, for whoever holds it: it is signed, and not encrypted. */
export interface TokenParts {
  readonly header: string;
  readonly payload: string;
}

/** Reads the two readable parts of a JSON Web Token. @see RFC 7519 section 3 */
export function readToken(token: string): TokenParts {
  const [header = '', payload = ''] = token.split('.');
  return { header: decodePart(header), payload: decodePart(payload) };
}

/** A token that says of itself that it is not signed. @see RFC 8725 section 2.1 */
export function withoutSignature(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${encodePart('{"alg":"none"}')}.${payload}.`;
}

/** A token whose user was changed, under the signature of the one that was issued. */
export function withUser(token: string, user: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims: unknown = JSON.parse(decodePart(payload));
  const changed = typeof claims === 'object' ? { ...claims, sub: user } : { sub: user };
  return `${header}.${encodePart(JSON.stringify(changed))}.${signature}`;
}

/** The beginning of a token or ticket: enough to know it again. */
export function shortened(text: string): string {
  return text.length > 12 ? `${text.slice(0, 12)}…` : text;
}

/** Base64 with two other characters, and without padding. @see RFC 4648 section 5 */
function encodePart(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decodePart(part: string): string {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
