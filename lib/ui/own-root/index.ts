export { createOwnRoot, type OwnRoot } from './own-root.ts';
