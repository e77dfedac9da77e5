export { LayersUnfolded } from './layers-unfolded.tsx';
