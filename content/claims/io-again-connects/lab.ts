import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { countIoConnections } from '../io-connections.ts';

export const measure: LabMeasure = async () => {
  const again = await countIoConnections(['/', '/', '/', '/', '/']);
  const shared = await countIoConnections(['/', '/a', '/b', '/c', '/d']);
  expectControl(shared === 1, `one connection under five namespaces, got ${shared}`);
  return { value: again, details: { 'with five namespaces': shared } };
};
