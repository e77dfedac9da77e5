export { DurableQueue } from './durable-queue.tsx';
