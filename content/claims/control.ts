/**
 * Looks at what stands beside a measurement and has to come out as it does, or the value shows nothing: the same done
 * without the fault, or the proof that what is counted was counted at all.
 *
 * @param expected what should have been, and what was found, such as `ten streams without the field, got 3`
 * @throws {Error} where it is not so
 */
export function expectControl(isSo: boolean, expected: string): void {
  if (!isSo) throw new Error(`Expected ${expected}: without that the value shows nothing`);
}
