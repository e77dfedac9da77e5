/** The bytes of base64, or undefined where it is none. @see RFC 4648 section 4 */
export function fromBase64(text: Uint8Array): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(new TextDecoder('latin1').decode(text)), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
