export { ApiProbe } from './api-probe.tsx';
