export { TwoTabQueues } from './two-tab-queues.tsx';
