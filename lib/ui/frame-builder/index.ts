export { FrameBuilder } from './frame-builder.tsx';
