/** What frames are, by their number. 3 to 7 and 11 to 15 are reserved. @see RFC 6455 section 5.2 */
export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const NAMES: Record<number, string> = Object.fromEntries(Object.entries(OPCODES).map(([name, code]) => [code, name]));

/** The name of an opcode, or `reserved`. */
export function opcodeName(opcode: number): string {
  return NAMES[opcode] ?? 'reserved';
}

/** "Control frames are identified by opcodes where the most significant bit of the opcode is 1." */
export function isControl(opcode: number): boolean {
  return opcode >= 8;
}
