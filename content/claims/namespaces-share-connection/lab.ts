import type { LabMeasure } from '../claim.ts';
import { expectControl } from '../control.ts';
import { countIoConnections } from '../io-connections.ts';

const NAMES = ['/', '/a', '/b', '/c', '/d'];

export const measure: LabMeasure = async () => {
  const shared = await countIoConnections(NAMES);
  const forced = await countIoConnections(NAMES, { forceNew: true });
  expectControl(forced === NAMES.length, `${NAMES.length} connections with forceNew, got ${forced}`);
  return { value: shared, details: { 'with forceNew': forced } };
};
