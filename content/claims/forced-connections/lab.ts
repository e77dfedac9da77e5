import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { countIoConnections } from '../io-connections.ts';

const NAMESPACES = ['/', '/prices', '/news'];

export const measure: LabMeasure = async () => {
  const value = await countIoConnections(NAMESPACES, { forceNew: true, multiplex: false });
  const shared = await countIoConnections(NAMESPACES);
  expectControl(shared === 1, `one connection without the options, got ${shared}`);
  return { value, details: { 'without the options': shared } };
};
