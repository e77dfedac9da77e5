export { FaultTest } from './fault-test.tsx';
