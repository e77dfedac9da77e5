export { HalfOpen } from './half-open.tsx';
