export { OptimisticList } from './optimistic-list.tsx';
