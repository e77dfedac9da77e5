/**
 * An id that no other attempt, message or tab has. `crypto.randomUUID` is there for secure origins only, and a lab may be
 * opened by its address in a network.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
