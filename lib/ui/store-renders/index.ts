export { StoreRenders } from './store-renders.tsx';
