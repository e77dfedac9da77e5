export { Recorded } from './recorded.tsx';
