export { TRANSPORT_LABELS, type TransportLabel } from './labels.ts';
export { TransportMark } from './transport-mark.tsx';
export { TransportName } from './transport-name.tsx';
