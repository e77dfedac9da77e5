export { SnapshotOrder } from './snapshot-order.tsx';
export { StoreRenders } from './store-renders.tsx';
