export { ReconnectHerd } from './reconnect-herd.tsx';
