export { MessageSizes } from './message-sizes.tsx';
