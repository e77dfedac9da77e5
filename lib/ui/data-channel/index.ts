export { DataChannel } from './data-channel.tsx';
