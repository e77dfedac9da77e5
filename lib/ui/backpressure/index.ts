export { Backpressure } from './backpressure.tsx';
